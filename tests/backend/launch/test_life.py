"""A shop's life: it opens, survives a killed launcher, and ends with nothing left behind."""

import signal
import socket
from collections.abc import Callable

from tests.running_shop import RunningShop, alive, wait_for

ShopOf = Callable[..., RunningShop]


def test_asked_to_stop_while_it_starts_it_ends_too(shop_of: ShopOf):
    shop = shop_of()
    shop.launch()
    wait_for(lambda: (shop.home / "logs").exists(), 20)
    assert shop.stop() < 5
    assert "Traceback" not in shop.output


def test_after_kill_9_the_next_start_takes_over_leaves_one_of_each_and_stops_by_ctrl_c(
    filled_shop_of: ShopOf,
):
    shop = filled_shop_of().start()
    before = shop.status()
    orphans = [member for member in shop.family() if shop.process and member.pid != shop.process.pid]
    shop.kill()
    assert all(alive(orphan) for orphan in orphans)
    shop.start()
    after = shop.status()
    assert after["redis"]["pid"] == before["redis"]["pid"]
    assert after["mongodb"]["pid"] == before["mongodb"]["pid"]
    stores = {after["redis"]["pid"], after["mongodb"]["pid"]}
    assert not [orphan for orphan in orphans if alive(orphan) and orphan.pid not in stores]
    _expect_good_end(shop, signal.SIGINT)
    assert not [orphan for orphan in orphans if alive(orphan)]


def test_services_run_where_they_are_wanted_until_asked_to_stop(filled_shop_of: ShopOf):
    shop = filled_shop_of(RIVULET_SERVICES="products,payments", RIVULET_INSIDE="payments").start()
    services = {service["name"]: service for service in shop.status()["services"]}
    assert services["payments"]["inside"]
    assert not services["products"]["inside"]
    assert services["products"]["state"] == "running"
    assert services["orders"]["state"] == "not run here"
    assert services["orders"]["pid"] is None
    _expect_good_end(shop, signal.SIGTERM)


def _expect_good_end(shop: RunningShop, sign: signal.Signals) -> None:
    """Asked to stop, it ends within five seconds, whatever pages are open, and leaves no process."""
    asleep = [_open_page(shop) for _ in range(20)]
    try:
        assert shop.stop(sign) < 5
    finally:
        for connection in asleep:
            connection.close()
    assert shop.process
    assert shop.process.returncode == 0


def _open_page(shop: RunningShop) -> socket.socket:
    """A page's WebSocket whose browser has frozen: it answers nothing."""
    connection = socket.create_connection(("127.0.0.1", shop.port), timeout=10)
    connection.sendall(
        f"GET /_event/?EIO=4&transport=websocket&token=frozen HTTP/1.1\r\nHost: 127.0.0.1:{shop.port}\r\n"
        f"Origin: {shop.url}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    assert b" 101 " in connection.recv(1000)
    return connection
