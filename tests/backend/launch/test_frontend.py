"""The front end is built when what it is made from has changed, and never otherwise."""

from pathlib import Path

import pytest

from backend.launch import frontend


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own."""
    (tmp_path / "storefront" / "pages").mkdir(parents=True)
    (tmp_path / "storefront" / "pages" / "home.py").write_text("page = 1\n")
    (tmp_path / "rxconfig.py").write_text("config = 1\n")
    monkeypatch.setattr(frontend, "ROOT", tmp_path)
    return tmp_path


def test_a_changed_page_asks_for_a_new_build(root: Path):
    before = frontend.fingerprint()
    (root / "storefront" / "pages" / "home.py").write_text("page = 2\n")
    assert frontend.fingerprint() != before


def test_a_renamed_page_asks_for_a_new_build(root: Path):
    before = frontend.fingerprint()
    (root / "storefront" / "pages" / "home.py").rename(root / "storefront" / "pages" / "front.py")
    assert frontend.fingerprint() != before


def test_what_python_and_tests_leave_behind_asks_for_none(root: Path):
    before = frontend.fingerprint()
    (root / "storefront" / "__pycache__").mkdir()
    (root / "storefront" / "__pycache__" / "home.py").write_text("")
    (root / "tests").mkdir()
    (root / "tests" / "test_home.py").write_text("")
    assert frontend.fingerprint() == before


def test_a_build_that_is_there_is_used_as_it_is(root: Path):
    built = root / ".build" / frontend.fingerprint()
    built.mkdir(parents=True)
    assert frontend.built_frontend() == built


def test_no_setting_of_a_shop_gets_into_a_build():
    own = {"RIVULET_PORT": "1", "REDIS_URL": "r", "REFLEX_API_URL": "x", "HTTPS_PROXY": "p", "PATH": "/bin"}
    found = frontend.environment(own)
    assert not {"RIVULET_PORT", "REDIS_URL", "REFLEX_API_URL"} & found.keys()
    assert found["HTTPS_PROXY"] == "p"
    assert found["PATH"].endswith("/bin")
