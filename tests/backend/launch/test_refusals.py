"""What can't work is said in a sentence that tells what to do, before anything is left running."""

import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from backend.stores.embedded import EmbeddedUrls, wheels
from tests.running_shop import RunningShop, free_port, wait_for

ShopOf = Callable[..., RunningShop]


def refusal(shop: RunningShop, *, code: int = 1) -> str:
    """What a shop that can't start says; fails when it takes long, shows a traceback or leaves anything."""
    shop.launch()
    assert shop.process
    assert shop.process.wait(20) == code, shop.output
    assert "Traceback" not in shop.output
    left = [
        process for process in psutil.process_iter() if str(shop.home) in " ".join(_command_line(process))
    ]
    assert not left
    return shop.output


def _command_line(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def test_a_taken_port_is_named_with_the_setting_that_changes_it(shop_of: ShopOf):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refusal(shop_of(RIVULET_PORT=str(port)))
    assert f"Port {port} on 127.0.0.1 is taken" in said
    assert "RIVULET_PORT=" in said


@pytest.mark.parametrize(
    ("variable", "value", "problem"),
    [
        ("RIVULET_PORT", "many", "integer"),
        ("RIVULET_SERVICES", "products,cooking", "unknown service cooking"),
        ("RIVULET_PAYMENT_DECLINE_RATE", "7", "less than or equal to 1"),
        ("RIVULET_CURRENCY", "euro", "pattern"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(shop_of: ShopOf, variable: str, value: str, problem: str):
    shop = shop_of()
    shop.env[variable] = value
    said = refusal(shop, code=2)
    assert f"{variable}={value}" in said
    assert problem in said


@pytest.mark.parametrize(
    ("variable", "url"),
    [
        ("REDIS_URL", "redis://:hush@127.0.0.1:{port}/0"),
        ("MONGODB_URL", "mongodb://me:hush@127.0.0.1:{port}/shop?replicaSet=rs0"),
    ],
)
def test_a_dead_database_is_named_without_its_password(shop_of: ShopOf, variable: str, url: str):
    said = refusal(shop_of(**{variable: url.format(port=free_port())}))
    assert f"{variable} is set" in said
    assert "doesn't answer" in said
    assert "unset it to use the embedded" in said
    assert "hush" not in said


def test_a_wrong_password_is_told_from_a_dead_server(shop_of: ShopOf, embedded_urls: EmbeddedUrls):
    assert embedded_urls.redis
    said = refusal(shop_of(REDIS_URL=f"redis://:wrong@{embedded_urls.redis.split('@')[1]}"))
    assert "refused" in said


def test_a_redis_without_search_is_told_what_it_lacks(shop_of: ShopOf, tmp_path: Path):
    port = free_port()
    plain = subprocess.Popen(
        [wheels.redis_server(), "--port", str(port), "--bind", "127.0.0.1", "--dir", tmp_path, "--save", ""],
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: _listens(port), 10)
        said = refusal(shop_of(REDIS_URL=f"redis://127.0.0.1:{port}/0"))
    finally:
        plain.kill()
        plain.wait()
    assert "lacks search, JSON" in said
    assert "Redis Stack" in said


def test_a_mongodb_without_transactions_is_told_what_it_lacks(shop_of: ShopOf, tmp_path: Path):
    port = free_port()
    (tmp_path / "empty.toml").touch()
    lone = subprocess.Popen(
        [
            *wheels.mongodb_server(),
            *("--config", tmp_path / "empty.toml", "--storage-path", tmp_path / "data"),
            *("--port", str(port), "--standalone"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: _listens(port), 10)
        said = refusal(shop_of(MONGODB_URL=f"mongodb://127.0.0.1:{port}/shop"))
    finally:
        lone.kill()
        lone.wait()
    assert "no replica set" in said


def test_a_home_that_cannot_be_written_is_named(shop_of: ShopOf, tmp_path: Path):
    (tmp_path / "file").touch()
    said = refusal(shop_of("file"))
    assert str(tmp_path / "file") in said
    assert "RIVULET_HOME" in said


def test_a_worker_without_a_shop_says_what_it_needs(shop_of: ShopOf):
    done = shop_of().rivulet("worker", "payments")
    assert done.returncode == 1
    assert "REDIS_URL and MONGODB_URL not set" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_service_is_answered_with_the_known_ones(shop_of: ShopOf):
    done = shop_of().rivulet("worker", "cooking")
    assert done.returncode == 1
    assert "products, orders, payments" in done.stderr


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
