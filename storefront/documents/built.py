"""The built documents of languages other than English, which lie beside what Reflex serves itself."""

from collections.abc import Callable
from pathlib import Path

from reflex.constants import Dirs, Page404, PageNames
from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles
from reflex.utils.prerequisites import get_web_dir
from reflex_base.config import get_config
from starlette.types import ASGIApp

from backend.kit.languages import ENGLISH, LANGUAGES
from storefront.addresses import ANY_ORDER, ANY_PRODUCT

Router = Callable[[str], str | None]

SHARED = "404.html"
HOME = "index.html"
PRODUCT = f"{ANY_PRODUCT.strip('/')}/index.html"
ORDER = f"{ANY_ORDER.strip('/')}/index.html"


def documents_in_languages(router: Router) -> dict[str, ASGIApp]:
    """By language; `router` says which page of the app an address leads to. None where nothing was built."""
    beside = get_web_dir() / Dirs.BUILD_DIR
    return {
        code: PrecompressedStaticFiles(
            directory=beside / code,
            html=True,
            encodings=get_config().frontend_compression_formats,
            router=lambda path: _page(router, path),
        )
        for code in LANGUAGES
        if code != ENGLISH and (beside / code).is_dir()
    }


def shared_document(code: str) -> Path | None:
    """What is sent where no page has a document of its own: the frame, in this language if it can be."""
    return _document(code, SHARED)


def home_document(code: str) -> Path | None:
    """The home page's, likewise."""
    return _document(code, HOME)


def any_products_document(code: str) -> Path | None:
    """A product's, before it is known which."""
    return _document(code, PRODUCT)


def any_orders_document(code: str) -> Path | None:
    """An order's, likewise."""
    return _document(code, ORDER)


def _document(code: str, name: str) -> Path | None:
    built = get_web_dir()
    places = (built / Dirs.BUILD_DIR / code / name, built / Dirs.STATIC / name)
    return next((each for each in places if each.is_file()), None)


def _page(router: Router, path: str) -> str | None:
    """The page at an address; the page for none is none, and the first page has but one address."""
    route = router(path)
    if route == Page404.SLUG or (route == PageNames.INDEX_ROUTE and path.strip("/")):
        return None
    return route
