"""What a killed process was writing can be written at once by the next one of its home."""

import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pymongo.errors import OperationFailure

from backend.stores.abandoned import SessionNotes
from backend.stores.embedded import EmbeddedUrls
from backend.stores.mongo import Database, Session, in_transaction, open_mongo

NOBODYS = "4194303-1.0-killed"  # before it had written anything
# Takes the product in a transaction, says so, and hangs.
BUYER = """
import asyncio, sys
from pathlib import Path
from backend.stores.abandoned import SessionNotes
from backend.stores.mongo import in_transaction, open_mongo

async def buy(url, home):
    async with open_mongo(url, SessionNotes(Path(home))) as database:
        async def take(session):
            await database.stock.update_one({"_id": 1}, {"$inc": {"available": -1}}, session=session)
            print("taken", flush=True)
            await asyncio.sleep(60)
        await in_transaction(database, take)

asyncio.run(buy(*sys.argv[1:]))
"""


@pytest.fixture
async def stock(empty_urls: EmbeddedUrls) -> AsyncIterator[Database]:
    assert empty_urls.mongodb
    async with open_mongo(empty_urls.mongodb) as database:
        await database.stock.insert_one({"_id": 1, "available": 5})
        yield database


@pytest.fixture
async def buyer(stock: Database, empty_urls: EmbeddedUrls, tmp_path: Path) -> AsyncIterator[Process]:
    """A process of this home that has just taken the product in a transaction."""
    assert empty_urls.mongodb
    process = await create_subprocess_exec(
        *(sys.executable, "-c", BUYER, empty_urls.mongodb, str(tmp_path)), stdout=PIPE
    )
    assert process.stdout
    assert await process.stdout.readline() == b"taken\n"
    yield process
    if process.returncode is None:
        process.kill()
        await process.wait()


async def test_the_next_process_of_a_home_ends_what_a_killed_one_left_open(
    buyer: Process, empty_urls: EmbeddedUrls, tmp_path: Path
):
    buyer.kill()
    await buyer.wait()
    assert empty_urls.mongodb
    async with open_mongo(empty_urls.mongodb, SessionNotes(tmp_path)) as database:
        await _buy(database)
        assert await database.stock.find_one({"_id": 1}) == {"_id": 1, "available": 4}
    assert not list((tmp_path / "run" / "sessions").iterdir())


async def test_a_living_process_keeps_its_own(buyer: Process, empty_urls: EmbeddedUrls, tmp_path: Path):
    assert empty_urls.mongodb
    async with open_mongo(empty_urls.mongodb, SessionNotes(tmp_path)) as database:
        with pytest.raises(OperationFailure, match="WriteConflict"):
            await _buy(database)


async def test_a_home_in_which_nothing_was_left_ends_nobodys(
    buyer: Process, empty_urls: EmbeddedUrls, tmp_path: Path
):
    dead = tmp_path / "other" / "run" / "sessions" / NOBODYS
    dead.parent.mkdir(parents=True)
    dead.touch()
    assert empty_urls.mongodb
    async with open_mongo(empty_urls.mongodb, SessionNotes(tmp_path / "other")) as database:
        with pytest.raises(OperationFailure, match="WriteConflict"):
            await _buy(database)
    assert not dead.exists()


async def _buy(database: Database) -> None:
    async def take(session: Session) -> None:
        await database.stock.update_one({"_id": 1}, {"$inc": {"available": -1}}, session=session)

    await in_transaction(database, take)
