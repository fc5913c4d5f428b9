"""The catalogue on real stores, with orders' own stock behind its port."""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from backend.orders.stock import Stock
from backend.products.models import ProductRecord
from backend.products.service import ProductService, build_products
from backend.stores.embedded import embedded_stores
from tests.conftest import Stores, opened

FILES = Path(__file__).parent / "files"

SIZE = 480

Fill = Callable[..., Any]


@pytest.fixture
def catalogue(stores: Stores, tmp_path: Path) -> ProductService:
    """An empty catalogue."""
    return build_products(
        stores.database, stores.redis, Stock(stores.database), currency="USD", home=tmp_path / "home"
    )


@pytest.fixture
async def seeded(catalogue: ProductService) -> ProductService:
    """A catalogue like a new shop's, only smaller."""
    await catalogue.generate(SIZE, seed=2026)
    return catalogue


@pytest.fixture(scope="session")
async def read_stores(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stores]:
    """Stores apart from all other tests', for what many tests only read: to fill them takes seconds."""
    async with embedded_stores(tmp_path_factory.mktemp("read")) as urls, opened(urls) as stores:
        yield stores


@pytest.fixture(scope="session")
async def read_only(read_stores: Stores, tmp_path_factory: pytest.TempPathFactory) -> ProductService:
    """A catalogue as `seeded` is, which no test changes."""
    filled = build_products(
        read_stores.database,
        read_stores.redis,
        Stock(read_stores.database),
        currency="USD",
        home=tmp_path_factory.mktemp("home"),
    )
    await filled.generate(SIZE, seed=2026)
    return filled


@pytest.fixture
def stocked(catalogue: ProductService, stores: Stores) -> Fill:
    """Fill the catalogue with products of these names: `await stocked("Black Jeans", …)`, ids from 1."""

    async def fill(*names: str, **fields: Any) -> ProductService:
        records = [
            ProductRecord(
                product_id=number,
                product_display_name=name,
                price=1000,
                discounted_price=1000,
                stock_qty=9,
                **fields,
            )
            for number, name in enumerate(names, 1)
        ]
        stock = Stock(stores.database)
        await stock.give_first_stock({record.product_id: record.stock_qty for record in records})
        levels = await stock.levels([record.product_id for record in records])
        await catalogue._repository.insert_first(records, dict(levels), by="test")
        return catalogue

    return fill


@pytest.fixture
def source(tmp_path: Path) -> Callable[..., Path]:
    """A folder in the public format: `source(shirt={"id": 1}, broken=b"{")`."""
    base = json.loads((FILES / "products" / "910001.json").read_text())

    def write(**files: dict[str, Any] | bytes) -> Path:
        folder = tmp_path / "source" / "products"
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            if isinstance(content, dict):
                content = json.dumps({"data": {**base["data"], **content}}).encode()
            (folder / f"{name}.json").write_bytes(content)
        return folder

    return write


def names_of(products: Sequence[Any]) -> list[str]:
    """The names on a page, in its order."""
    return [product.name for product in products]
