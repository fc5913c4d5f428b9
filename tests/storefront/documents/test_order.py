"""An order's address asked for without scripts: it is there for its shopper alone."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from backend.gateway.callers import COOKIE
from backend.kit.ids import new_id
from backend.orders.schemas import OrderLine
from backend.wiring import Shop
from storefront.addresses import order_address
from storefront.documents import order as order_document
from storefront.edge import Edge
from tests.storefront.catalogue import of_one_size

PAGE = "<head></head><p>The page.</p>"
FRAME = "<head></head><noscript><div></div></noscript><p>The frame.</p>"


async def as_built(request: Request) -> Response:
    return HTMLResponse("as it was built")


@pytest.fixture
async def browser(
    stocked: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    """With a session of its own, from its first page on."""
    built, built_of_any = tmp_path / "404.html", tmp_path / "index.html"
    built.write_text(FRAME)
    built_of_any.write_text(PAGE)
    monkeypatch.setattr(order_document, "shared_document", lambda _: built)
    monkeypatch.setattr(order_document, "any_orders_document", lambda _: built_of_any)
    transport = httpx.ASGITransport(app=Edge(Starlette(routes=[Route("/{rest:path}", as_built)]), {}))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as opened:
        await opened.get("/")
        yield opened


async def order_of(stocked: Shop, user: str) -> str:
    product = await of_one_size(stocked)
    return await stocked.orders.create_order(user, [OrderLine(product.product_id, 1)], new_id())


async def test_the_shoppers_own_order_has_its_page(browser: httpx.AsyncClient, stocked: Shop):
    session = await stocked.sessions.find(browser.cookies[COOKIE])
    assert session
    answer = await browser.get(order_address(await order_of(stocked, session.user)))
    assert (answer.status_code, answer.text) == (200, PAGE)
    again = await browser.get(answer.url, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_another_shoppers_order_is_not_found(browser: httpx.AsyncClient, stocked: Shop):
    address = order_address(await order_of(stocked, "USR_another"))
    assert (await browser.head(address)).status_code == 404
    answer = await browser.get(address)
    assert answer.status_code == 404
    assert "The frame." in answer.text
    assert '<title data-of="none">No such order · Rivulet</title></head>' in answer.text
    assert "<h1" in answer.text.partition("<noscript>")[2].partition("</noscript>")[0]


@pytest.mark.parametrize("order_id", ["nothing", "any", "01JC0000000000000000000000", "%00", "*|$where"])
async def test_what_is_no_order_is_not_found(browser: httpx.AsyncClient, order_id: str):
    assert (await browser.get(order_address(order_id))).status_code == 404


async def test_the_list_of_orders_is_no_order(browser: httpx.AsyncClient):
    assert [(await browser.get(path)).status_code for path in ("/orders", "/orders/")] == [200, 200]


async def test_with_the_stores_away_the_page_says_itself_what_is_wrong(
    browser: httpx.AsyncClient, stocked: Shop, monkeypatch: pytest.MonkeyPatch
):
    async def fail(*_: object) -> None:
        raise ConnectionError("gone")

    monkeypatch.setattr(stocked.history, "one", fail)
    answer = await browser.get(order_address(new_id()))
    assert (answer.status_code, answer.text) == (200, "as it was built")
