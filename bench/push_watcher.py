"""A process of its own that hears of every order as the shop does, and notes when, by the machine's clock."""

import threading
import time
from collections import defaultdict
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import orjson
from pymongo import MongoClient
from redis import Redis

from backend.events import ORDERS_STREAM, PAYMENTS_STREAM
from backend.order_history.index import ORDERS

PAID = 3
Moments = dict[str, float]


class Watcher:
    """Starts the process at `with`; `moments` gives what it noted of each order since it was last asked."""

    def __init__(self, redis_url: str, mongodb_url: str) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=watch, args=(redis_url, mongodb_url, theirs), daemon=True)

    def __enter__(self) -> "Watcher":
        self._process.start()
        self._receive()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.join()

    def moments(self) -> dict[str, Moments]:
        """By order id: milliseconds since 1970 at which it was `committed`, `placed`, …, `told`."""
        self._pipe.send(None)
        return self._receive()

    def _receive(self) -> Any:
        if not self._pipe.poll(30):
            raise SystemExit("the process that watches the stores does not answer")
        return self._pipe.recv()


def watch(redis_url: str, mongodb_url: str, pipe: Connection) -> None:
    """Note moments in three threads, each on a connection of its own, and answer for them."""
    moments: dict[str, Moments] = defaultdict(dict)
    ready = threading.Barrier(4)
    for target, url in ((_changes, mongodb_url), (_entries, redis_url), (_hints, redis_url)):
        threading.Thread(target=target, args=(url, moments, ready), daemon=True).start()
    ready.wait(20)
    pipe.send("ready")
    while True:
        pipe.recv()
        pipe.send(dict(moments))
        moments.clear()


def _now() -> float:
    return time.time_ns() / 1e6


def _changes(url: str, moments: dict[str, Moments], ready: threading.Barrier) -> None:
    """MongoDB's change stream shows a write when its transaction is committed."""
    names = {
        ("orders", "insert"): "committed",
        ("payments", "insert"): "payment stored",
        ("payments", "update"): "payment settled",
        ("orders", "update"): "order paid",
    }
    pipeline = [
        {"$match": {"ns.coll": {"$in": ["orders", "payments"]}}},
        {"$project": {"operationType": 1, "ns": 1, "documentKey": 1}},
    ]
    database = MongoClient[dict[str, Any]](url).get_default_database("rivulet")
    with database.watch(pipeline) as stream:
        ready.wait()
        for change in stream:
            name = names.get((change["ns"]["coll"], change["operationType"]))
            if name:
                moments[change["documentKey"]["_id"]].setdefault(name, _now())


def _entries(url: str, moments: dict[str, Moments], ready: threading.Barrier) -> None:
    """A stream entry's id is the millisecond in which Redis appended it."""
    redis = Redis.from_url(url)
    after: dict[Any, Any] = {ORDERS_STREAM: "$", PAYMENTS_STREAM: "$"}
    streams: Any = redis.xread(dict.fromkeys(after, "0"))
    for name, entries in streams:
        after[name.decode()] = entries[-1][0]
    ready.wait()
    while True:
        for stream, entries in redis.xread(after, block=0):
            name = stream.decode()
            for entry_id, fields in entries:
                after[name] = entry_id
                if name == ORDERS_STREAM or int(fields[b"orderStatusCode"]) == PAID:
                    moment = "placed" if name == ORDERS_STREAM else "reported"
                    appended = float(entry_id.partition(b"-")[0])
                    moments[fields[b"orderId"].decode()].setdefault(moment, appended)


def _hints(url: str, moments: dict[str, Moments], ready: threading.Barrier) -> None:
    """The hint of a version, as it arrives here."""
    pubsub = Redis.from_url(url).pubsub(ignore_subscribe_messages=True)
    pubsub.psubscribe(ORDERS.channel("*"))
    pubsub.get_message(timeout=5)
    ready.wait()
    for message in pubsub.listen():
        hint = orjson.loads(message["data"])
        moments[hint["id"]].setdefault(f"told {hint['version']}", _now())
