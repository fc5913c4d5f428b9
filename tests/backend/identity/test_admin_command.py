"""`rivulet admin create`: the password is never on the command line and never shown."""

import os
import pty
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pymongo import MongoClient

from backend.settings import Settings
from tests.running_shop import RIVULET, ROOT

EMAIL = "ann@example.com"
PASSWORD = "correct horse battery"


@pytest.fixture
def environment(settings: Settings) -> dict[str, str]:
    return {
        **os.environ,
        "REDIS_URL": settings.redis_url or "",
        "MONGODB_URL": settings.mongodb_url or "",
        "RIVULET_HOME": str(settings.home),
    }


@pytest.fixture
def roles(settings: Settings) -> Iterator["Roles"]:
    with MongoClient[dict[str, str]](settings.mongodb_url) as client:
        yield Roles(client)


class Roles:
    """Who has which role, as it is stored."""

    def __init__(self, client: "MongoClient[dict[str, str]]") -> None:
        self._accounts = client.get_default_database()["accounts"]

    def __call__(self) -> dict[str, str]:
        return {account["email"]: account["role"] for account in self._accounts.find()}


def piped(environment: dict[str, str], text: str, email: str = EMAIL) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [RIVULET, "admin", "create", email],
        cwd=ROOT,
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def typed(environment: dict[str, str], *lines: str) -> tuple[int, str]:
    """The exit code, and everything that a terminal showed, with these lines typed when asked."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [RIVULET, "admin", "create", EMAIL],
        cwd=ROOT,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown, waiting = "", [*lines]
    try:
        while True:
            shown += os.read(ours, 10_000).decode()
            if waiting and shown.count(": ") > len(lines) - len(waiting):
                os.write(ours, f"{waiting.pop(0)}\n".encode())
    except OSError:  # the last end of the terminal is closed
        return process.wait(60), shown
    finally:
        os.close(ours)


def test_the_first_line_of_what_is_piped_in_is_the_password_and_another_one_changes_nothing(
    environment: dict[str, str], roles: Roles
):
    done = piped(environment, f"{PASSWORD}\nand more\n")
    assert done.returncode == 0, done.stderr
    assert roles() == {EMAIL: "admin"}
    assert PASSWORD not in done.stdout + done.stderr
    again = piped(environment, PASSWORD)
    assert again.returncode == 0, again.stderr

    refused = piped(environment, "not the password")
    assert refused.returncode == 1
    assert "this is not its password" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("email", "password", "said"),
    [
        ("ann", PASSWORD, "no email address"),
        (EMAIL, "short", "10 to 200"),
        (EMAIL, "", "10 to 200"),
        (EMAIL, "x" * 100_000, "10 to 200"),
        ("a\udcff@example.com", PASSWORD, "no email address"),
    ],
)
def test_what_can_not_be_is_said_before_any_store_is_needed(
    tmp_path: Path, email: str, password: str, said: str
):
    environment = {**os.environ, "RIVULET_HOME": str(tmp_path / "home")}
    refused = piped(environment, password, email)
    assert refused.returncode == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "home").exists()


def test_a_terminal_asks_twice_and_shows_nothing_that_is_typed(environment: dict[str, str], roles: Roles):
    code, shown = typed(environment, PASSWORD, PASSWORD)
    assert code == 0, shown
    assert PASSWORD not in shown
    assert roles() == {EMAIL: "admin"}


def test_two_passwords_that_differ_change_nothing(environment: dict[str, str], roles: Roles):
    code, shown = typed(environment, PASSWORD, f"{PASSWORD}!")
    assert code == 1
    assert "differ" in shown
    assert PASSWORD not in shown
    assert roles() == {}
