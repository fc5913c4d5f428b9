"""Behind the counter: what a running shop's stores hold, and messages as any other service may send them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from playwright.async_api import BrowserContext
from pymongo import MongoClient
from pymongo.database import Database
from redis import Redis

from backend.identity.tokens import digest_of
from tests.running_shop import RunningShop

Product = Mapping[str, Any]
Documents = Database[Mapping[str, Any]]


@contextmanager
def redis_of(shop: RunningShop) -> Iterator[Redis]:
    with Redis.from_url(shop.status()["redis"]["url"], decode_responses=True) as client:
        yield client


@contextmanager
def database_of(shop: RunningShop) -> Iterator[Documents]:
    with MongoClient[Mapping[str, Any]](shop.status()["mongodb"]["url"]) as client:
        yield client.get_default_database()


def orders_of(shop: RunningShop, user: str) -> list[Mapping[str, Any]]:
    """A shopper's orders as they are stored, oldest first."""
    with database_of(shop) as database:
        return list(database["orders"].find({"userId": user}, sort=[("_id", 1)]))


def stock_of(shop: RunningShop, product_id: int) -> int:
    with database_of(shop) as database:
        stock = database["stock"].find_one({"_id": product_id})
        assert stock
        return int(stock["available"])


def price_of(shop: RunningShop, name: str) -> int:
    """What a product costs, in minor units."""
    with database_of(shop) as database:
        product = database["products"].find_one({"productDisplayName": name})
        assert product
        return int(product["discountedPrice"])


@contextmanager
def cheaper(shop: RunningShop, product: Product) -> Iterator[int]:
    """Inside, the product costs this, less than its price, which no page hears of."""
    less = int(product["discountedPrice"]) - 100
    with changed(shop, product, {"discountedPrice": less}):
        yield less


@contextmanager
def changed(shop: RunningShop, product: Product, fields: Mapping[str, Any]) -> Iterator[None]:
    """Inside, the stored product has these fields, which no page hears of."""
    with database_of(shop) as database:
        database["products"].update_one({"_id": product["_id"]}, {"$set": fields})
        try:
            yield
        finally:
            database["products"].replace_one({"_id": product["_id"]}, product)


def products_of(shop: RunningShop, where: Mapping[str, Any], how_many: int) -> list[Product]:
    """The first products like this, by their ids."""
    with database_of(shop) as database:
        return list(database["products"].find(where).sort("_id", 1).limit(how_many))


def fill_shelves(shop: RunningShop) -> None:
    """Of all that can be bought there is plenty, so that no test buys the last piece of another."""
    with database_of(shop) as database:
        database["stock"].update_many({"available": {"$gt": 0}}, {"$set": {"available": 1000}})
        database["products"].update_many({"inStock": True}, {"$set": {"stockLeft": None}})
        in_sizes = {"inStock": True, "sizes.0": {"$exists": True}}
        database["products"].update_many(in_sizes, {"$set": {"sizes.$[].stockLeft": None}})


def set_stock(shop: RunningShop, product_id: int, available: int) -> None:
    """So many are there from now on, which no page has heard of."""
    with database_of(shop) as database:
        database["stock"].update_one({"_id": product_id}, {"$set": {"available": available}})


def report_payment(shop: RunningShop, order_id: str, user: str, code: int, reason: str = "") -> None:
    """A payments service says how a payment went; without a reason in nothing but the tutorial's fields."""
    with redis_of(shop) as redis:
        redis.xadd(
            "PAYMENTS_STREAM",
            {
                "orderId": order_id,
                "paymentId": f"theirs-{order_id}",
                "orderStatusCode": str(code),
                "userId": user,
                **({"reason": reason} if reason else {}),
            },
        )


async def cookie_of(context: BrowserContext) -> str:
    """The cookie that says who the shopper is."""
    return next(cookie["value"] for cookie in await context.cookies() if cookie["name"] == "shop_sid")


def user_by(shop: RunningShop, token: str) -> str:
    """Whose session this token proves."""
    with database_of(shop) as database:
        session = database["sessions"].find_one({"_id": digest_of(token)})
        assert session
        return str(session["userId"])


async def user_of(shop: RunningShop, context: BrowserContext) -> str:
    """The shopper's id, which no cookie tells."""
    return user_by(shop, await cookie_of(context))
