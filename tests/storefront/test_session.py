"""Who a cookie proves, and who it does not."""

import stat
import time
from pathlib import Path

import pytest
from itsdangerous import TimestampSigner
from pydantic import SecretStr

from backend.settings import Settings
from storefront.session import COOKIE, KEPT_FOR_S, USER_ID, Sessions, key_of


def header(value: str) -> str:
    return f"theme=dark; {COOKIE}={value}; other=1"


def test_a_new_cookie_proves_its_shopper(sessions: Sessions) -> None:
    user = sessions.user(header(sessions.new()))
    assert user
    assert USER_ID.fullmatch(user)


def test_two_new_cookies_are_two_shoppers(sessions: Sessions) -> None:
    assert sessions.user(header(sessions.new())) != sessions.user(header(sessions.new()))


def test_a_forged_truncated_or_odd_cookie_proves_nobody(sessions: Sessions) -> None:
    good = sessions.new()
    user, _, rest = good.partition(".")
    forged = [
        "",
        user,
        good[:-1],
        good[1:],
        f"USR_{'0' * 26}.{rest}",
        Sessions(b"another key").new(),
        f"{good}\x00",
        "é" * 40,
        "a" * 100_000,
        f"{user}..{rest}",
    ]
    assert [value for value in forged if sessions.user(header(value)) is not None] == []
    assert sessions.user("") is None
    assert sessions.user("nonsense;;==;\x01") is None


def test_a_signature_over_something_that_is_no_shopper_proves_nobody(sessions: Sessions) -> None:
    assert sessions.user(header(sessions.sign("USR_admin"))) is None
    assert sessions.user(header(sessions.sign("rivulet:orders:*"))) is None


def test_a_signature_of_another_purpose_proves_nobody(sessions: Sessions) -> None:
    other = TimestampSigner(b"a key for tests", salt="another purpose")
    assert sessions.user(header(other.sign(f"USR_{'0' * 26}").decode())) is None


def test_a_cookie_too_old_proves_nobody(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    value = sessions.new()
    later = time.time() + KEPT_FOR_S + 5
    monkeypatch.setattr(time, "time", lambda: later)
    assert sessions.user(header(value)) is None


def test_a_given_secret_is_the_key(tmp_path: Path) -> None:
    assert key_of(Settings(home=tmp_path, secret=SecretStr("given"))) == b"given"
    assert not (tmp_path / "secret").exists()


def test_a_generated_key_is_kept_for_this_user_alone(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    key = key_of(settings)
    assert len(key) >= 32
    assert key_of(settings) == key
    assert stat.S_IMODE((tmp_path / "home" / "secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret"]
