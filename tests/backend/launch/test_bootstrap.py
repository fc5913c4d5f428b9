"""The set-up runs on any Python 3, and says what is missing instead of failing."""

import ast
import os
import platform
import sys
from pathlib import Path

import pytest

from backend.launch import bootstrap, installing
from backend.launch.progress import tail_of


@pytest.mark.parametrize(
    "name", ["bootstrap.py", "installing.py", "progress.py", "__init__.py", "../__init__.py"]
)
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
    monkeypatch.setattr(bootstrap, "OF_THE_SYSTEM", str(tmp_path / "none{}"))
    assert bootstrap.suitable_python() == str(tmp_path / "python3.11")


@pytest.mark.parametrize(
    ("built_for_speed", "has_ensurepip", "taken"),
    [(False, True, True), (True, True, False), (False, False, False)],
)
def test_the_systems_own_is_taken_for_one_that_was_not_built_for_speed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, built_for_speed: bool, has_ensurepip: bool, taken: bool
):
    python, own = tmp_path / "python3", tmp_path / "own3.12"
    answers = f"*CONFIG_ARGS*) echo {built_for_speed};; *print*) echo 3.12;; *ensurepip*) exit 0;;"
    python.write_text(f'#!/bin/sh\ncase "$2" in {answers} esac\n')
    own.write_text(f'#!/bin/sh\ncase "$2" in *ensurepip*) exit {int(not has_ensurepip)};; esac\n')
    for program in (python, own):
        program.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(tmp_path), "/bin"]))
    monkeypatch.setattr(bootstrap, "OF_THE_SYSTEM", str(tmp_path / "own{}"))
    assert bootstrap.suitable_python() == str(own if taken else python)


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


def test_what_pip_is_told_on_this_machine_is_told_to_uv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    config = tmp_path / "pip.conf"
    config.write_text(
        "[global]\nindex-url = https://one.test/simple\ntimeout = 9\ncert = /of/all.pem\n"
        "[install]\ntimeout = 10\nextra-index-url =\n    https://two.test/simple\n    https://three.test/simple\n"
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.setenv("PIP_FIND_LINKS", "/wheels /more-wheels")
    monkeypatch.setenv("PIP_CERT", "/of/this/user.pem")
    env = installing.environment(installing.settings_of_pip(sys.executable), {"UV_HTTP_TIMEOUT": "11"})
    wanted = {
        **installing.LIKE_PIP,
        "UV_DEFAULT_INDEX": "https://one.test/simple",
        "UV_INDEX": "https://two.test/simple https://three.test/simple",
        "UV_FIND_LINKS": "/wheels,/more-wheels",
        "SSL_CERT_FILE": "/of/this/user.pem",
        "UV_HTTP_TIMEOUT": "11",
    }
    assert {name: env.get(name) for name in wanted} == wanted


def test_without_uv_for_this_machine_it_is_left_to_pip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / installing.INSTALLER).write_text("no-such-uv==1 --hash=sha256:" + "0" * 64)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    assert not installing.installed_by_uv(sys.executable, "requirements.lock", tmp_path, tmp_path / "log")
    assert "no-such-uv" in (tmp_path / "log").read_text()


def test_what_uv_can_not_install_is_left_to_pip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\ncase "$*" in *list) echo "global.no-index=\'true\'";; esac\n')
    (tmp_path / "uv").write_text('#!/bin/sh\necho "uv was told: $*"\nexit 2\n')
    for program in (python, tmp_path / "uv"):
        program.chmod(0o755)
    assert not installing.installed_by_uv(str(python), "some.lock", tmp_path, tmp_path / "log")
    said = (tmp_path / "log").read_text()
    assert said.count("uv was told") == 1
    assert "--no-index" in said
    assert "--require-hashes" in said


@pytest.mark.parametrize("kept_out_of_the_sources", [True, False])
def test_what_was_compiled_is_kept_and_where_that_is_wished_not_beside_its_source(
    monkeypatch: pytest.MonkeyPatch, kept_out_of_the_sources: bool
):
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", "")  # so that it is put back
    monkeypatch.delenv("PYTHONPYCACHEPREFIX")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1" if kept_out_of_the_sources else "")
    bootstrap.keep_bytecode()
    assert not os.environ.get("PYTHONDONTWRITEBYTECODE")
    assert os.environ.get("PYTHONPYCACHEPREFIX") == (
        str(bootstrap.VENV / "bytecode") if kept_out_of_the_sources else None
    )
