"""The shop's secret: given, or made once and kept for one user."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pydantic import SecretStr

from backend.identity.secret import secret_of
from backend.settings import Settings


def test_a_given_secret_is_used_and_not_written_down(tmp_path: Path):
    assert secret_of(Settings(home=tmp_path, secret=SecretStr("given"))) == b"given"
    assert not (tmp_path / "secret").exists()


def test_a_generated_secret_stays_the_same_and_is_for_this_user_alone(tmp_path: Path):
    settings = Settings(home=tmp_path / "home")
    secret = secret_of(settings)
    assert len(secret) >= 32
    assert secret_of(settings) == secret
    assert stat.S_IMODE((tmp_path / "home" / "secret").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret"]


def test_of_many_who_make_it_at_once_all_have_the_same(tmp_path: Path):
    settings = Settings(home=tmp_path / "home")
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(secret_of, [settings] * 40))) == 1
