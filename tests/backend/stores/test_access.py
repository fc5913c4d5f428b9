"""Who may do what in the embedded servers: the shop its work, nobody without a password anything."""

import stat
from pathlib import Path

import psutil
import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure
from redis import Redis
from redis.exceptions import AuthenticationError, NoPermissionError, ResponseError

from backend.orders.schemas import OrderLine
from backend.settings import SERVICES
from backend.stores.embedded import EmbeddedMongoDB, EmbeddedRedis, EmbeddedUrls, redis_server
from backend.stores.embedded.redis_access import COMMANDS, USER
from backend.wiring import Shop
from backend.worker import run_services
from tests.conftest import Stores
from tests.waiting import eventually

REFUSED = (
    "FLUSHALL",
    "FLUSHDB",
    "KEYS *",
    "RANDOMKEY",
    "SWAPDB 0 1",
    "CONFIG GET requirepass",
    "CONFIG SET dir /tmp",
    "CONFIG REWRITE",
    "DEBUG SLEEP 0",
    "SHUTDOWN NOSAVE",
    "ACL LIST",
    "ACL SETUSER rivulet +@all",
    "ACL LOG RESET",
    "MODULE LIST",
    "MODULE LOAD /tmp/evil.so",
    "SAVE",
    "BGSAVE",
    "BGREWRITEAOF",
    "REPLICAOF 127.0.0.1 1",
    "MONITOR",
    "CLIENT LIST",
    "CLIENT KILL TYPE normal",
    "CLIENT PAUSE 1000",
    "SCRIPT FLUSH",
    "SCRIPT KILL",
    "FUNCTION FLUSH",
    "MIGRATE 127.0.0.1 1 key 0 1",
    "DUMP kept",
    "RESTORE copy 0 x",
    "SLOWLOG GET",
    "LATENCY RESET",
    "FT.CONFIG SET TIMEOUT 0",
    "JSON.DEBUG MEMORY kept",
    "FAILOVER",
    "SORT kept",
)
FILES = Path(__file__).parent.parent / "products" / "files" / "products"


class OldRedis(EmbeddedRedis):
    """As the shop's Redis was before it had users: one password for everybody."""

    @property
    def url(self) -> str:
        return self.operator_url


@pytest.fixture
def before_users(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Until `undo()` a Redis is started with the configuration of then."""
    old = redis_server.CONFIG.replace("{users}", "requirepass {password}")

    class Config(str):
        def format(self, *_: object, **values: object) -> str:
            password = (Path(str(values["data"])) / "password").read_text()
            return old.format(**values, password=password)

    monkeypatch.setattr(redis_server, "CONFIG", Config())
    return monkeypatch


class TestTheShopsUser:
    async def test_does_all_that_a_shop_does(self, shop: Shop):
        assert f"//{USER}:" in str(shop.settings.redis_url)
        await shop.products.generate(12, seed=2026)
        assert (await shop.products.import_directory(FILES)).imported
        await shop.products.reindex()
        async with run_services(shop, SERVICES):
            product = (await shop.products.search("")).products[0]
            order = await shop.orders.create_order("USR_ann", [OrderLine(product.product_id, 1)], "key")

            async def paid() -> bool:
                found = await shop.history.get("USR_ann", order)
                return found is not None and found.status == 3

            await eventually(paid, within_s=20)
        await shop.history.reindex()
        # What it was refused meanwhile would fail this test when its stores are emptied.

    @pytest.mark.parametrize("command", REFUSED)
    def test_is_refused_what_no_shop_does(self, empty_urls: EmbeddedUrls, command: str):
        with (
            Redis.from_url(str(empty_urls.redis)) as shop,
            Redis.from_url(str(empty_urls.operator)) as operator,
        ):
            shop.set("kept", "1")
            with pytest.raises(ResponseError, match=r"no permissions|not allowed"):
                shop.execute_command(*command.split())
            with pytest.raises(ResponseError, match=r"ACL|not allowed from script"):
                shop.eval(f"return redis.call({', '.join(map(repr, command.split()))})", 0)
            assert shop.get("kept") == b"1"
            operator.acl_log_reset()

    def test_is_given_each_command_by_name(self):
        assert not [command for command in COMMANDS if command.startswith(("+", "@", "-", "~"))]
        assert len(COMMANDS) == len(set(COMMANDS))

    async def test_is_not_the_operator(self, stores: Stores):
        assert await stores.operator.execute_command("ACL", "WHOAMI") == b"default"
        assert not await stores.operator.acl_log()


class TestAHomeFromBefore:
    def test_keeps_its_data_and_its_operators_password(
        self, tmp_path: Path, before_users: pytest.MonkeyPatch
    ):
        old = OldRedis(tmp_path)
        old.start()
        password = old.password
        with Redis.from_url(old.url) as redis:
            redis.set("kept", "1")
        old.stop()
        before_users.undo()
        self._is_new(EmbeddedRedis(tmp_path), password)

    def test_gets_its_users_even_when_its_server_was_left_running(
        self, tmp_path: Path, before_users: pytest.MonkeyPatch
    ):
        old = OldRedis(tmp_path)
        old.start()
        with Redis.from_url(old.url) as redis:
            redis.set("kept", "1")
        before_users.undo()
        try:
            self._is_new(EmbeddedRedis(tmp_path), old.password)
        finally:
            old.stop()

    def _is_new(self, server: EmbeddedRedis, password: str) -> None:
        server.start()
        try:
            with Redis.from_url(server.url) as redis:
                assert redis.get("kept") == b"1"
                with pytest.raises(NoPermissionError):
                    redis.flushall()
            with Redis.from_url(f"redis://:{password}@127.0.0.1:{server.port}/0") as operator:
                assert operator.acl_whoami() in ("default", b"default")
        finally:
            server.stop()


@pytest.mark.parametrize("kind", [EmbeddedRedis, EmbeddedMongoDB])
def test_a_server_listens_on_loopback_only_and_its_secrets_are_this_users(
    tmp_path: Path, kind: type[EmbeddedRedis | EmbeddedMongoDB]
):
    server = kind(tmp_path)
    server.start()
    try:
        process = psutil.Process(server.pid)
        family = [process, *process.children(recursive=True)]
        listening = {
            connection.laddr.ip
            for member in family
            for connection in member.net_connections("inet")
            if connection.status == psutil.CONN_LISTEN
        }
        assert listening == {"127.0.0.1"}
        for member in family:
            assert not [part for part in member.cmdline() if server.password in part]
        for path in (*server.data.glob("*password*"), *server.data.glob("*.conf")):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    finally:
        server.stop()


@pytest.mark.parametrize("name", ["", "default:wrong@", "rivulet:wrong@", ":wrong@", "nobody:@"])
def test_redis_refuses_who_has_no_password(embedded_urls: EmbeddedUrls, name: str):
    place = str(embedded_urls.redis).split("@")[1]
    with Redis.from_url(f"redis://{name}{place}") as redis, pytest.raises(AuthenticationError):
        redis.ping()
    with Redis.from_url(str(embedded_urls.operator)) as operator:
        operator.acl_log_reset()


@pytest.mark.parametrize("name", ["", "rivulet:wrong@", "admin:admin@"])
@pytest.mark.parametrize("command", ["listDatabases", "getParameter", "shutdown"])
def test_mongodb_refuses_who_has_no_password(embedded_urls: EmbeddedUrls, name: str, command: str):
    place = str(embedded_urls.mongodb).split("@")[1].split("/")[0]
    with MongoClient(f"mongodb://{name}{place}") as mongo, pytest.raises(OperationFailure):
        mongo.admin.command(command)
