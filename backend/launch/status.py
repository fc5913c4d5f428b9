"""How a shop is doing: what its processes say of themselves, and what its stores hold."""

from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError
from redis import Redis
from redis.exceptions import RedisError, ResponseError

from backend.events import READERS
from backend.launch import home, telling
from backend.launch.urls import without_password
from backend.settings import SERVICES

NO_STORE = {"url": None, "embedded": None, "pid": None}


def status(folder: Path) -> dict[str, Any]:
    """Of the shop with this home, complete URLs included; `products` is None when MongoDB doesn't answer."""
    shop = home.shop(folder)
    redis, mongodb = shop.get("redis", NO_STORE), shop.get("mongodb", NO_STORE)
    return {
        "url": shop.get("url") if shop.get("ready") else None,
        "redis": redis,
        "mongodb": mongodb,
        "services": [_service(folder, name, shop) for name in SERVICES],
        "products": _products(mongodb["url"]),
        "pending": _pending(redis["url"]),
    }


def _service(folder: Path, name: str, shop: dict[str, Any]) -> dict[str, Any]:
    running = telling.running(folder, name)
    if running:
        return {"name": name, "pid": running.pid, "inside": running.inside, "state": "running"}
    if not shop:
        state = "stopped"
    elif name not in shop["services"]:
        state = "not run here"
    else:
        state = "starting"
    return {"name": name, "pid": None, "inside": name in shop.get("inside", ()), "state": state}


def _products(url: str | None) -> int | None:
    if not url:
        return None
    try:
        with MongoClient[dict[str, Any]](url, serverSelectionTimeoutMS=2_000) as client:
            return client.get_default_database("rivulet")["products"].count_documents({})
    except PyMongoError:
        return None


def _pending(url: str | None) -> dict[str, int]:
    counted: dict[str, int] = {}
    if not url:
        return counted
    try:
        with Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2, retry=None) as client:
            for stream, groups in READERS.items():
                for group in groups:
                    try:
                        counted[f"{stream}/{group}"] = int(client.xpending(stream, group)["pending"])
                    except ResponseError:
                        counted[f"{stream}/{group}"] = 0  # nobody has written or read there yet
    except RedisError:
        return {}
    return counted


def in_words(found: dict[str, Any]) -> str:
    """For a person, without passwords."""
    lines = [f"Rivulet is open at {found['url']}" if found["url"] else "No shop is open in this home."]
    for name in ("redis", "mongodb"):
        store = found[name]
        if store["url"]:
            kind = f"embedded, process {store['pid']}" if store["embedded"] else "given"
            lines.append(f"  {name:<9} {without_password(store['url'])} ({kind})")
    for service in found["services"]:
        where = "inside the storefront" if service["inside"] else "beside it"
        process = f", process {service['pid']}, {where}" if service["pid"] else ""
        lines.append(f"  {service['name']:<9} {service['state']}{process}")
    if found["products"] is not None:
        lines.append(f"  {found['products']} products")
    lines += [f"  {count} pending in {group}" for group, count in found["pending"].items()]
    return "\n".join(lines)
