"""The embedded Redis: real, with JSON and search, every write on disk before it is answered."""

from typing import ClassVar

from redis import Redis
from redis.exceptions import RedisError

from backend.stores.embedded import processes, redis_access, wheels
from backend.stores.embedded.server import EmbeddedServer

CONFIG = """\
bind 127.0.0.1
port {port}
dir "{data}"
daemonize no
set-proc-title no
{users}
appendonly yes
appendfsync always
save ""
maxmemory-policy noeviction
loadmodule "{json}"
loadmodule "{search}"
"""


class EmbeddedRedis(EmbeddedServer):
    """Redis with JSON and search on a port of its own."""

    name: ClassVar[str] = "redis"
    title: ClassVar[str] = "Redis"
    variable: ClassVar[str] = "REDIS_URL"

    @property
    def url(self) -> str:
        """As the shop's own user. Database 0: search works on no other."""
        password = self.made_once(self.data / "shop-password")
        return f"redis://{redis_access.USER}:{password}@127.0.0.1:{self.port}/0"

    @property
    def operator_url(self) -> str:
        """As the user who may do everything, and whom no process of the shop needs."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        """The users go in by a file that only this one can read."""
        json, search = wheels.redis_modules()
        users = redis_access.users(self.password, self.made_once(self.data / "shop-password"))
        config = CONFIG.format(port=self.port, data=self.data, users=users, json=json, search=search)
        path = self.data / "redis.conf"
        processes.write_private(path, config.encode())
        return [str(wheels.redis_server()), str(path)]

    def answers(self) -> bool:
        """False too while it still reads its data."""
        try:
            with Redis.from_url(self.url, socket_timeout=2, socket_connect_timeout=1, retry=None) as client:
                return bool(client.ping())
        except RedisError:
            return False
