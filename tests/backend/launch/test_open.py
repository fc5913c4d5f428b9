"""A shop that is open says truly how it is, keeps its secrets, and replaces what dies."""

import json
import stat
import subprocess
from pathlib import Path

import psutil
import pytest

from tests.running_shop import RIVULET, RunningShop, wait_for


def test_status_tells_all_of_a_running_shop(opened: RunningShop):
    done = opened.rivulet("status", "--json")
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert found["url"] == opened.url
    assert found["redis"]["embedded"]
    assert found["redis"]["url"].startswith("redis://rivulet:")
    assert found["mongodb"]["url"].partition("?")[0].endswith("/rivulet")
    assert psutil.pid_exists(found["redis"]["pid"])
    assert psutil.pid_exists(found["mongodb"]["pid"])
    assert [(service["name"], service["inside"], service["state"]) for service in found["services"]] == [
        ("products", True, "running"),
        ("orders", True, "running"),
        ("payments", False, "running"),
        ("identity", False, "running"),
    ]
    assert found["products"] == 1_200
    assert found["pending"] == {
        "ORDERS_STREAM/ORDERS_CON_GROUP": 0,
        "PAYMENTS_STREAM/PAYMENTS_CON_GROUP": 0,
        "STOCK_STREAM/STOCK_CON_GROUP": 0,
        "LOGINS_STREAM/LOGINS_CON_GROUP": 0,
    }


def test_status_for_people_hides_the_passwords(opened: RunningShop):
    done = opened.rivulet("status")
    assert done.returncode == 0
    assert opened.url in done.stdout
    assert not [password for password in _passwords(opened) if password in done.stdout]


def test_status_of_a_shop_that_is_not_open_has_the_same_shape_and_another_exit_code(
    opened: RunningShop, tmp_path: Path
):
    done = RunningShop(tmp_path / "nowhere").rivulet("status", "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert found.keys() == opened.status().keys()
    assert {service["state"] for service in found["services"]} == {"stopped"}


def test_passwords_are_in_no_command_line_and_in_no_file_that_others_can_read(opened: RunningShop):
    passwords = _passwords(opened)
    for member in opened.family():
        assert not any(password in part for part in member.cmdline() for password in passwords)
    for path in opened.home.rglob("*"):
        if path.is_file() and any(password.encode() in path.read_bytes() for password in passwords):
            assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_a_second_run_of_the_same_home_names_the_first(opened: RunningShop):
    done = opened.rivulet("run")
    assert done.returncode == 1
    assert opened.process
    assert f"process {opened.process.pid}" in done.stderr
    assert opened.url in done.stderr


def test_a_worker_beside_uses_the_running_shops_stores(opened: RunningShop):
    alone = subprocess.Popen([RIVULET, "worker", "payments"], env=opened.env)
    try:
        wait_for(lambda: opened.pid_of("payments") == alone.pid, 20)
    finally:
        alone.terminate()
        assert alone.wait(10) == 0


@pytest.mark.parametrize("service", ["payments", "orders"])
def test_a_service_that_dies_is_started_again(opened: RunningShop, service: str):
    beside = {"payments": "payments", "orders": "storefront"}[service]
    before = opened.children()[beside]
    psutil.Process(before).kill()
    wait_for(lambda: opened.pid_of(service) == opened.children()[beside] != before, 20, lambda: opened.output)


def test_an_embedded_server_that_dies_is_started_again_on_its_port(opened: RunningShop):
    before = opened.status()["redis"]
    psutil.Process(before["pid"]).kill()
    wait_for(lambda: opened.status()["redis"]["pid"] != before["pid"], 20)
    assert opened.status()["redis"]["url"] == before["url"]


def _passwords(shop: RunningShop) -> list[str]:
    return [path.read_text() for path in shop.home.glob("*/*password")]
