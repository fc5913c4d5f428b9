"""The set-up runs on any Python 3, and says what is missing instead of failing."""

import ast
import os
import platform
import sys
from pathlib import Path

import pytest

from backend.launch import bootstrap
from backend.launch.progress import tail_of


@pytest.mark.parametrize("name", ["bootstrap.py", "progress.py", "__init__.py", "../__init__.py"])
def test_a_python_that_is_too_old_can_still_read_it(name: str):
    source = (Path(bootstrap.__file__).parent / name).read_text()
    ast.parse(source, feature_version=(3, 6))


def test_without_ensurepip_the_package_to_install_is_named(tmp_path: Path):
    python = tmp_path / "python3"
    python.write_text(f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    with pytest.raises(bootstrap.Problem, match=r"apt-get install python3\.\d+-venv"):
        bootstrap.make_venv(str(python))


def test_without_a_fitting_python_the_versions_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(bootstrap.Problem, match=r"Python 3\.11 to 3\.1[13] is needed"):
        bootstrap.suitable_python()


def test_a_fitting_python_is_found_under_another_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3").chmod(0o755)
    (tmp_path / "python3.11").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), "/bin"]))
    assert bootstrap.suitable_python() == str(tmp_path / "python3.11")


@pytest.mark.parametrize(
    ("system", "machine", "hint"),
    [("Linux", "aarch64", "REDIS_URL"), ("Darwin", "x86_64", "MONGODB_URL"), ("Windows", "AMD64", "WSL")],
)
def test_another_platform_is_told_what_it_can_do(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, hint: str
):
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    with pytest.raises(bootstrap.Problem, match=hint):
        bootstrap.check_platform()


def test_another_platform_with_servers_of_its_own_goes_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    monkeypatch.setenv("REDIS_URL", "redis://host")
    monkeypatch.setenv("MONGODB_URL", "mongodb://host")
    bootstrap.check_platform()


def test_no_address_gets_from_a_log_into_a_message(tmp_path: Path):
    log = tmp_path / "log"
    log.write_text("Looking in indexes: https://user:word@host.example/simple\nerror\n")
    assert tail_of(log) == "Looking in indexes: ...\nerror"
