"""`rivulet identity erase`: what it says, and that a second run is innocent."""

import os
import subprocess

import pytest

from backend.identity.schemas import Caller
from backend.kit.errors import RefusedError
from backend.wiring import Shop
from tests.running_shop import RIVULET, ROOT

HOME = Caller("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0", "en")


@pytest.fixture
def environment(shop: Shop) -> dict[str, str]:
    return {
        **os.environ,
        "REDIS_URL": shop.settings.redis_url or "",
        "MONGODB_URL": shop.settings.mongodb_url or "",
        "RIVULET_HOME": str(shop.settings.home),
    }


def erase(environment: dict[str, str], user: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [RIVULET, "identity", "erase", user],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def test_a_person_is_erased_by_email_and_nobody_is_found_afterwards(
    shop: Shop, environment: dict[str, str]
) -> None:
    _, session = await shop.accounts.sign_up(None, HOME, "ann@example.org", "correct horse battery")
    done = erase(environment, "ann@example.org")
    assert (done.returncode, "0 orders stay" in done.stdout) == (0, True), done.stderr
    assert await shop.sessions.alive([session.session_id]) == set()
    again = erase(environment, "ann@example.org")
    assert (again.returncode, "Traceback" in again.stderr) == (1, False)
    assert "There is no account with this email." in again.stderr
    again = erase(environment, session.user)
    assert again.returncode == 1
    assert f"Nothing of {session.user} was found." in again.stderr


async def test_nobody_is_erased_when_nothing_is_found(shop: Shop, environment: dict[str, str]) -> None:
    refused = erase(environment, "USR_nonsense")
    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    assert "Nothing of USR_nonsense was found." in refused.stderr
    for nonsense in ("", "bob", "GONE_1", "a@b@c", "USR_" + "x" * 100):
        with pytest.raises(RefusedError):
            await shop.erasure.erase(nonsense)


async def test_an_email_is_found_in_any_spelling(shop: Shop, environment: dict[str, str]) -> None:
    await shop.accounts.sign_up(None, HOME, "jos\u00e9@example.org", "correct horse battery")
    assert erase(environment, " Jose\u0301@Example.org ").returncode == 0
