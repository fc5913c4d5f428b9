"""The search index in RediSearch: its schema, what is asked of it and what is written to it.

The index is named after the hash of its schema, and so are the keys it covers: a changed schema is built
beside the old index (building.py), and readers move over in one step when it is full. They read by the alias.
"""

import hashlib
import re
from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from redis.asyncio import Redis
from redis.exceptions import ResponseError

from backend.bus.hints import Topic, hint_text
from backend.products.contract import SHAPE
from backend.products.drawings import DRAWING_HASH
from backend.products.models import Product
from backend.products.query_cache import renew
from backend.products.schemas import Sort
from backend.products.selection import EVERYTHING, Selection
from backend.products.stock import Document
from backend.products.views import packed_sizes, size_ids

ALIAS = Product.Meta.index_name
WEIGHTS = {"name": 8, "brand": 4, "category": 4, "colour": 3, "variant": 2, "description": 1}

_REDIS_OM_TEXT = re.compile(r"(\$\.(\w+)) AS \2 TAG SEPARATOR \| \1 AS (\2_fts) TEXT")


def _schema() -> str:
    """Redis OM's schema without its tag twin of each text field, with weights."""
    schema: str = Product.redisearch_schema()  # type: ignore[no-untyped-call]
    return _REDIS_OM_TEXT.sub(
        lambda field: f"{field[1]} AS {field[3]} TEXT WEIGHT {WEIGHTS[field[2]]}",
        schema.partition("SCHEMA")[2],
    )


SCHEMA = _schema()
# What is kept holds picture addresses, so new drawing code asks for a new index too.
SCHEMA_HASH = hashlib.sha256(f"{SCHEMA} {DRAWING_HASH} {SHAPE}".encode()).hexdigest()[:8]
INDEX = f"{ALIAS}:{SCHEMA_HASH}"
Product._meta.model_key_prefix = f"product:{SCHEMA_HASH}"
PREFIX = Product.make_key("")
# The tutorial's objects by product id. Not in the documents: a thousand of them come four times as fast here.
FRAGMENTS_OF_INDEX = "rivulet:product_fragments:"
FRAGMENTS = FRAGMENTS_OF_INDEX + SCHEMA_HASH

# What is listed, in the catalogue's own order: RediSearch would sort all of it for every page, and hold up
# all others for 20 ms in a catalogue of 44,000.
LISTING_OF_INDEX = "rivulet:product_listing:"
LISTING = LISTING_OF_INDEX + SCHEMA_HASH

# A document goes in whole, but never takes stock of the same sizes that is newer than its own back in time.
_PUT = """
local id, in_stock = ARGV[3], ARGV[6]
local old = redis.call('JSON.GET', KEYS[1], '$.stock_version', '$.in_stock', '$.stock_left', '$.sizes',
  '$.size_ids')
redis.call('JSON.SET', KEYS[1], '$', ARGV[1])
redis.call('HSET', KEYS[2], id, ARGV[4])
if old then
  old = cjson.decode(old)
  if old['$.size_ids'][1] == ARGV[7] and old['$.stock_version'][1] > tonumber(ARGV[2]) then
    in_stock = old['$.in_stock'][1] and '1' or '0'
    redis.call('JSON.MERGE', KEYS[1], '$', cjson.encode({stock_version = old['$.stock_version'][1],
      in_stock = old['$.in_stock'][1], stock_left = old['$.stock_left'][1], sizes = old['$.sizes'][1],
      listed = ARGV[5] == '1' and in_stock == '1'}))
  end
end
if ARGV[5] == '1' and in_stock == '1' then redis.call('ZADD', KEYS[3], id, id)
else redis.call('ZREM', KEYS[3], id) end
"""

_PUT_STOCK = """
local old = redis.call('JSON.GET', KEYS[1], '$.stock_version', '$.active', '$.size_ids')
if not old then return end
old = cjson.decode(old)
if old['$.size_ids'][1] == ARGV[5] and old['$.stock_version'][1] >= tonumber(ARGV[2]) then return end
local listed = old['$.active'][1] and ARGV[4] == '1'
redis.call('JSON.MERGE', KEYS[1], '$', ARGV[1])
redis.call('JSON.SET', KEYS[1], '$.listed', listed and 'true' or 'false')
if listed then redis.call('ZADD', KEYS[2], ARGV[3], ARGV[3]) else redis.call('ZREM', KEYS[2], ARGV[3]) end
"""

# Few objects come at once with their keys; of many only the keys, since text is slow in a script.
_FRAGMENTS = """
local found = redis.call('FT.SEARCH', unpack(ARGV, 2))
if #found == 1 or #found > tonumber(ARGV[1]) + 1 then return {found} end
local ids = {}
for n = 2, #found do ids[n - 1] = string.match(found[n], '[^:]+$') end
return {found, redis.call('HMGET', KEYS[1], unpack(ids))}
"""
FEW = 48

# What is watched is a product, under its document's id; what changes of it is its stock.
STOCK = Topic("rivulet:stock")

CARD = ("$.card", "AS", "card", "$.stock_left", "AS", "left", "$.sizes", "AS", "sizes")

# For each order the number that a place in it is told by, the text that sorts, and which way.
ORDERS = {
    Sort.RELEVANCE: ("position", "position", "ASC"),
    Sort.PRICE_ASC: ("price", "by_price", "ASC"),
    Sort.PRICE_DESC: ("price", "by_price", "DESC"),
    Sort.NEWEST: ("created", "by_created", "DESC"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A product that was found: card, sizes and what is left of it as JSON, and what else was asked for."""

    product_id: int
    card: bytes
    left: bytes | None
    sizes: bytes
    value: int = 0
    group: str = ""


class NoIndexError(Exception):
    """Redis has no product index; it has to be built first."""


class ProductIndex:
    """Finds products, and keeps their documents in Redis. Every question may raise NoIndexError."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._fragments = redis.register_script(_FRAGMENTS)
        self._put = redis.register_script(_PUT)
        self._put_stock = redis.register_script(_PUT_STOCK)

    async def search(
        self, chosen: Selection, offset: int, count: int, sort: Sort = Sort.RELEVANCE
    ) -> tuple[int, list[Row]]:
        """How many products match, and some of them in the order of `sort`."""
        if chosen.is_everything and sort is Sort.RELEVANCE:
            total, keys = await self._listing(offset, offset + count - 1)
            if total:
                return total, await self.some(chosen, keys)
        by = None if sort is Sort.RELEVANCE else ORDERS[sort][1:]
        total, *rows = await self.command(*_search(chosen, *_return(CARD), by=by), "LIMIT", offset, count)
        return total, list(_rows(rows))

    async def categories(self) -> list[tuple[str, int, Row]]:
        """Each name that the category filter knows, how many products on sale it has, and the first."""
        names = [name.decode() for name in await self.command("FT.TAGVALS", ALIAS, "filter_category")]
        async with self._redis.pipeline(transaction=False) as pipe:
            for name in names:
                chosen = EVERYTHING.also("@filter_category:{$category}", "category", name)
                what = _return((*CARD, "$.group", "AS", "group"))
                pipe.execute_command(*_search(chosen, *what), "LIMIT", 0, 1)
            answers = await _found(pipe.execute())
        return [
            (name, total, row)
            for name, (total, *rows) in zip(names, answers, strict=True)
            for row in _rows(rows)
        ]

    async def ranking(self, chosen: Selection, count: int) -> tuple[int, dict[int, bytes]]:
        """How many products match, and the keys of the most relevant by id, the best first."""
        total, *keys = await self.command(*_search(chosen, "NOCONTENT"), "LIMIT", 0, count)
        return total, {_id(key): key for key in keys}

    async def some(self, chosen: Selection, keys: Sequence[bytes]) -> list[Row]:
        """Those of these products that match, in the order of the keys."""
        if not keys:
            return []
        among = ("INKEYS", len(keys), *keys)
        _, *rows = await self.command(*_search(chosen, *_return(CARD)), *among, "LIMIT", 0, len(keys))
        found = {row.product_id: row for row in _rows(rows)}
        return [found[_id(key)] for key in keys if _id(key) in found]

    async def sorted(
        self, chosen: Selection, sort: Sort, after: tuple[int, int] | None, count: int
    ) -> tuple[int, list[Row]]:
        """How many products match, and some in the order of `sort`: those after (value, product id).

        Products of one value follow each other by id, so the order is whole and `after` is exact.
        """
        if chosen.is_everything and sort is Sort.RELEVANCE:
            beginning = "-inf" if after is None else f"({after[1]}"
            total, keys = await self._listing(beginning, "+inf", "BYSCORE", "LIMIT", 0, count)
            if total:
                return total, [replace(row, value=row.product_id) for row in await self.some(chosen, keys)]
        number, text, way = ORDERS[sort]
        what = _return((*CARD, f"$.{number}", "AS", "value"))
        if after is None:
            total, *rows = await self.command(*_search(chosen, *what, by=(text, way)), "LIMIT", 0, count)
            return total, list(_rows(rows))
        beyond = "[(${} +inf]" if way == "ASC" else "[-inf (${}]"
        ties = f"@{number}:[$at $at] @position:{beyond.format('id')}"
        rest = chosen.also(f"(({ties}) | @{number}:{beyond.format('at')})", "at", after[0], "id", after[1])
        total, *_ = await self.command(*_search(chosen, "NOCONTENT"), "LIMIT", 0, 0)
        _, *rows = await self.command(*_search(rest, *what, by=(text, way)), "LIMIT", 0, count)
        return total, list(_rows(rows))

    async def fragments(self, chosen: Selection, most: int) -> dict[int, bytes | None]:
        """The tutorial's objects of what matches by id, the most relevant first; None where one is lost."""
        if chosen.is_everything:
            total, keys = await self._listing(0, most - 1)
            if total:
                return await self.fragments_of([_id(key) for key in keys])
        _, *search = _search(chosen, "NOCONTENT")
        asked = self._fragments(keys=[FRAGMENTS], args=[FEW, *search, "LIMIT", 0, most])
        (_, *keys), *texts = await _found(asked)
        ids = [_id(key) for key in keys]
        return dict(zip(ids, texts[0], strict=True)) if texts else await self.fragments_of(ids)

    async def fragments_of(self, product_ids: Sequence[int]) -> dict[int, bytes | None]:
        """The tutorial's objects of these products, sold out or not; None where Redis has none."""
        if not product_ids:
            return {}
        texts = await self._redis.hmget(FRAGMENTS, product_ids)
        return dict(zip(product_ids, texts, strict=True))

    async def put(self, products: Iterable[Product]) -> None:
        """Write the documents in one round trip; no answer of before counts any more."""
        async with self._redis.pipeline(transaction=False) as pipe:
            for product in products:
                fields = orjson.dumps(product.model_dump(exclude={"pk", "fragment"}))
                key = PREFIX + str(product.product_id)
                args = [fields, product.stock_version, product.product_id, product.fragment]
                args += [int(product.active), int(product.in_stock), product.size_ids]
                await self._put(keys=[key, FRAGMENTS, LISTING], args=args, client=pipe)
            renew(pipe)
            await pipe.execute()

    async def put_stock(self, documents: Iterable[Document]) -> None:
        """Write what these documents say of stock where it is newer, and send each one's hint after it.

        An unknown product is left alone. The hint is sent even when nothing is written: whoever wrote it may
        have died before its own.
        """
        async with self._redis.pipeline(transaction=False) as pipe:
            for document in documents:
                product_id, version = document["productId"], document["stockVersion"]
                sold = size_ids(document)
                merged = {
                    "in_stock": document["inStock"],
                    "stock_left": document["stockLeft"],
                    "stock_version": version,
                    "size_ids": sold,
                    "sizes": packed_sizes(document),
                }
                args = [orjson.dumps(merged), version, product_id, int(document["inStock"]), sold]
                await self._put_stock(keys=[PREFIX + str(product_id), LISTING], args=args, client=pipe)
                product = str(product_id)
                pipe.publish(STOCK.channel(product), hint_text(product, version))
            renew(pipe)
            await pipe.execute()

    async def _listing(self, *span: str | int) -> tuple[int, list[bytes]]:
        """How many products are listed, and the keys of some; none while there is no list of this schema."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.zcard(LISTING)
            pipe.execute_command("ZRANGE", LISTING, *span)
            # While the index is being built the list is not whole either.
            pipe.execute_command("FT.SEARCH", ALIAS, "@position:[0 0]", "LIMIT", 0, 0, "DIALECT", 2)
            total, ids, _ = await _found(pipe.execute())
        return total, [PREFIX.encode() + each for each in ids]

    async def command(self, *command: Any) -> Any:
        """What RediSearch answers. Raises NoIndexError."""
        return await _found(self._redis.execute_command(*command))


async def _found(asked: Awaitable[Any]) -> Any:
    try:
        return await asked
    except ResponseError as error:
        reason = str(error).lower()
        if "no such index" in reason or "unknown index" in reason or "index not found" in reason:
            raise NoIndexError(str(error)) from error
        raise


def _search(chosen: Selection, *what: str | int, by: tuple[str, str] | None = None) -> list[str | int]:
    """The command but for its LIMIT; without words and another order, products come by position."""
    params = chosen.params
    if by is None and not chosen.has_words:
        by = "position", "ASC"
    return [
        *("FT.SEARCH", ALIAS, chosen.expression, *what),
        *(("SORTBY", *by) if by else ()),
        *(("PARAMS", len(params), *params) if params else ()),
        *("DIALECT", 2),
    ]


def _return(fields: tuple[str, ...]) -> tuple[str | int, ...]:
    return "RETURN", len(fields), *fields


def _id(key: bytes) -> int:
    return int(key[key.rindex(b":") + 1 :])


def _rows(reply: Sequence[Any]) -> Iterable[Row]:
    for key, fields in zip(reply[0::2], reply[1::2], strict=True):
        found = dict(zip(fields[0::2], fields[1::2], strict=True)) if fields else {}
        if b"card" in found:  # else the document went while it was being found
            value, group = int(found.get(b"value", 0)), found.get(b"group", b"").decode()
            yield Row(_id(key), found[b"card"], found.get(b"left"), found[b"sizes"], value, group)
