"""What a shop's port answers: the pages and the interface for programs, behind one front door."""

from collections.abc import Sequence

from reflex.constants import Dirs
from reflex.utils.prerequisites import get_web_dir

from backend.gateway.app import gateway_app, owns
from backend.gateway.front_door import FrontDoor
from backend.gateway.guards.scripts import hashes_of, inline_scripts
from backend.settings import Settings
from storefront.app import app


def served(scripts: Sequence[str] = ()) -> FrontDoor:
    """The whole shop. `scripts` may run in its pages besides those that they were built with."""
    built = inline_scripts(get_web_dir() / Dirs.BUILD_DIR)
    return FrontDoor(gateway_app(), app(), Settings(), owns=owns, scripts=hashes_of({*built, *scripts}))
