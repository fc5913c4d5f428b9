"""Whether the port and the servers that a shop was given can be used, said before anything is started."""

import errno
import http.client
import socket
from urllib.parse import urlsplit

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError
from redis import Redis
from redis.exceptions import AuthenticationError, RedisError, ResponseError

from backend.launch.urls import without_password
from backend.settings import Settings
from backend.stores.embedded import LaunchError

ANSWER_WITHIN_S = 4
NEEDED_COMMANDS = {"FT.SEARCH": "search", "JSON.SET": "JSON", "XAUTOCLAIM": "Streams with XAUTOCLAIM"}


def opened_port(settings: Settings) -> socket.socket:
    """The shop's port, bound but not yet open. Raises `LaunchError` that says how to take another one."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise LaunchError(_why_not(settings, error)) from error
    return listener


def listen(listener: socket.socket, settings: Settings) -> None:
    """Open the port; two that bound it at once part here."""
    try:
        listener.listen(2048)
    except OSError as error:
        raise LaunchError(_why_not(settings, error)) from error


def _why_not(settings: Settings, error: OSError) -> str:
    port = settings.port
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {settings.host} is taken. Stop what uses it, or choose another one: "
            f"RIVULET_PORT={port + 1 if port < 65535 else 3000} make run"
        )
    if error.errno == errno.EACCES:
        return f"Port {port} may not be opened by this user. Set RIVULET_PORT to one above 1023."
    return f"RIVULET_HOST={settings.host} is no address of this machine ({error.strerror or error})."


def check_stores(settings: Settings) -> None:
    """Both stores, whose URLs must be known, can be used. Raises `LaunchError` otherwise."""
    check_redis(settings.redis_url or "")
    check_mongodb(settings.mongodb_url or "")


def check_redis(url: str) -> None:
    """A given Redis answers and has what the shop needs. Raises `LaunchError` otherwise."""
    place = f"REDIS_URL is set, so the shop uses the Redis at {without_password(url)} and starts none itself"
    try:
        with Redis.from_url(
            url, socket_timeout=ANSWER_WITHIN_S, socket_connect_timeout=ANSWER_WITHIN_S, retry=None
        ) as client:
            client.ping()
            known = client.execute_command("COMMAND INFO", *NEEDED_COMMANDS)
            database = client.connection_pool.connection_kwargs.get("db") or 0
    except ValueError as error:
        raise LaunchError(
            f"REDIS_URL can't be understood ({error}). It looks like redis://host:6379/0."
        ) from error
    except (AuthenticationError, ResponseError) as error:
        raise LaunchError(f"{place}, but that one refused: {error}. Correct the user or password.") from error
    except RedisError as error:
        raise LaunchError(
            f"{place}, but that one doesn't answer ({error}). Start it, correct REDIS_URL, or unset it to "
            "use the embedded Redis."
        ) from error
    lacking = _lacking(known)
    if lacking:
        raise LaunchError(
            f"{place}, but that one lacks {lacking}. The shop needs Redis 8 or Redis Stack; compose.yaml has "
            "one."
        )
    if database:
        raise LaunchError(f"{place}, but search works on database 0 only. Let REDIS_URL end in /0.")


def _lacking(known: object) -> str:
    names = str(known).upper()
    return ", ".join(what for command, what in NEEDED_COMMANDS.items() if command not in names)


def check_mongodb(url: str) -> None:
    """A given MongoDB answers and has transactions. Raises `LaunchError` otherwise."""
    place = (
        f"MONGODB_URL is set, so the shop uses the MongoDB at {without_password(url)} and starts none itself"
    )
    try:
        with MongoClient[dict[str, object]](
            url, serverSelectionTimeoutMS=ANSWER_WITHIN_S * 1000, connectTimeoutMS=ANSWER_WITHIN_S * 1000
        ) as client:
            hello = client.admin.command("hello")
            client.get_default_database("rivulet").list_collection_names()
    except OperationFailure as error:
        raise LaunchError(f"{place}, but that one refused: {error}. Correct the user or password.") from error
    except PyMongoError as error:
        raise LaunchError(
            f"{place}, but that one doesn't answer ({str(error).split(',')[0]}). Start it, correct "
            "MONGODB_URL, or unset it to use the embedded MongoDB."
        ) from error
    if not hello.get("setName") and hello.get("msg") != "isdbgrid":
        raise LaunchError(
            f"{place}, but that one is no replica set, so it has no transactions. Start it with --replSet "
            "and call rs.initiate() once; compose.yaml does."
        )


def trouble_with(url: str) -> str:
    """What is wrong with a first request there; nothing when it succeeds."""
    place = urlsplit(url)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=ANSWER_WITHIN_S)
    try:
        connection.request("HEAD", "/")
        answer = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        return f"its page doesn't come: {error}"
    finally:
        connection.close()
    return "" if answer.status == http.client.OK else f"its page answers {answer.status} {answer.reason}"
