"""The recordings of the tutorial's gateway, replayed field for field on products of our own."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse

from backend.gateway.app import gateway_app, owns
from backend.gateway.front_door import FrontDoor
from backend.settings import Settings
from backend.wiring import Shop
from tests.backend.in_sizes import another_size

RECORDINGS = {
    path.name[:2]: json.loads(path.read_text())
    for path in sorted((Path(__file__).parent / "contract").glob("*.json"))
}
RECORDED_SESSION = "SES_5aed7ede-49c2-4942-a71a-3acf78cc6cf6"
JSON = "application/json; charset=utf-8"
PRICES = {11000: 3995, 11001: 5450, 11002: 4950}

FAITHFUL = ("01", "02", "03", "05", "06", "10", "12", "19", "24", "27", "28", "29", "31")
# The tutorial's sentences; only its status, 500, was a fault.
SENTENCES = ("20", "22", "23")
# Recording: our status, and what the sentence names.
REFUSED = {
    "08": (400, "productDisplayName"),
    "09": (400, "JSON"),
    "13": (409, "products[0].productPrice"),
    "14": (409, "products[0].productPrice"),
    "15": (400, "products[0].qty"),
    "16": (400, "products[0].qty"),
    "17": (400, "products[0].qty"),
    "18": (400, "products[0].productId"),
    "21": (400, "products"),
    "25": (400, "JSON"),
    "26": (400, "products"),
    "30": (401, "Authorization"),
    "37": (401, "Authorization"),
}
ON_THEIR_OWN = ("04", "07", "33", "35")


@pytest.fixture
async def session(client: httpx.AsyncClient) -> str:
    """A session with one order, in the place of the recorded one."""
    answer = await replay(client, "12")
    token: str = answer.json()["auth"]
    return token


@asynccontextmanager
async def in_front_of(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The whole shop: the front door, with the gateway and a page that is not found behind it."""
    page = PlainTextResponse("the shop's own page", 404)
    door = FrontDoor(gateway_app(), page, settings, owns=owns)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(door), base_url="http://shop.test") as client:
        yield client


async def replay(client: httpx.AsyncClient, number: str, session: str = "") -> httpx.Response:
    asked = RECORDINGS[number]["request"]
    headers = {name: value.replace(RECORDED_SESSION, session) for name, value in asked["headers"].items()}
    body = asked["body"]
    content = body if isinstance(body, str) or body is None else json.dumps(body)
    return await client.request(asked["method"], asked["path"], headers=headers, content=content)


def agrees(recorded: Any, ours: Any, where: str = "") -> None:
    """The same keys and types all the way down; a recorded list stands for any number of its like."""
    if isinstance(recorded, dict):
        assert isinstance(ours, dict), where
        assert recorded.keys() == ours.keys(), where
        for key, value in recorded.items():
            agrees(value, ours[key], f"{where}.{key}")
    elif isinstance(recorded, list):
        assert isinstance(ours, list), where
        assert bool(recorded) == bool(ours), where
        for number, value in enumerate(ours):
            agrees(recorded[0], value, f"{where}[{number}]")
    elif isinstance(recorded, int | float) and not isinstance(recorded, bool):
        assert isinstance(ours, int | float), where
        assert not isinstance(ours, bool), where
    else:
        assert type(recorded) is type(ours), where


def test_every_recording_is_replayed() -> None:
    assert sorted((*FAITHFUL, *SENTENCES, *REFUSED, *ON_THEIR_OWN)) == sorted(RECORDINGS)


@pytest.mark.parametrize("number", FAITHFUL)
async def test_faithful_recording_is_answered_alike(
    client: httpx.AsyncClient, session: str, number: str
) -> None:
    recorded = RECORDINGS[number]["response"]
    answer = await replay(client, number, session)
    assert answer.status_code == recorded["status"]
    assert answer.headers["content-type"] == recorded["contentType"]
    # The only search here for which a regular expression and words differ.
    body = recorded["body"] | {"data": []} if number == "06" else recorded["body"]
    agrees(body, answer.json())
    if "isFromCache" in body:
        assert answer.json()["isFromCache"] is False


@pytest.mark.parametrize("number", SENTENCES)
async def test_wrong_order_is_refused_in_the_tutorials_words(
    client: httpx.AsyncClient, session: str, number: str
) -> None:
    answer = await replay(client, number, session)
    assert answer.status_code == 400
    assert answer.json() == RECORDINGS[number]["response"]["body"] | {"auth": session}


@pytest.mark.parametrize("number", REFUSED)
async def test_what_the_tutorial_took_or_died_of_is_refused_by_name(
    client: httpx.AsyncClient, shop: Shop, session: str, number: str
) -> None:
    orders = await shop.orders.repository.collection.count_documents({})
    status, named = REFUSED[number]
    answer = await replay(client, number, session)
    body = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, JSON)
    assert body["data"] is None
    assert set(body["error"]) == {"name", "details"}
    assert body["error"]["details"][0].startswith(named) or named in body["error"]["details"][0]
    assert set(body) == {"data", "error"} | ({"isFromCache"} if number in ("08", "09") else {"auth"})
    assert await shop.orders.repository.collection.count_documents({}) == orders


async def test_second_search_comes_from_the_cache(client: httpx.AsyncClient) -> None:
    first, second = [await replay(client, number) for number in ("03", "04")]
    recorded = RECORDINGS["04"]["response"]["body"]
    assert (first.json()["isFromCache"], second.json()["isFromCache"]) == (False, recorded["isFromCache"])
    agrees(recorded, second.json())
    assert first.json()["data"] == second.json()["data"]


async def test_bad_regular_expression_is_text(client: httpx.AsyncClient) -> None:
    answer = await replay(client, "07")
    assert answer.status_code == 200
    agrees(RECORDINGS["05"]["response"]["body"], {**answer.json(), "data": []})


async def test_unknown_route_elsewhere_is_for_the_pages_to_answer(products: Shop) -> None:
    async with in_front_of(products.settings) as client:
        answer = await replay(client, "33")
    assert answer.status_code == RECORDINGS["33"]["response"]["status"]
    assert answer.text == "the shop's own page"


@pytest.mark.parametrize("configured", [True, False])
async def test_preflight_is_answered_for_configured_origins_only(products: Shop, configured: bool) -> None:
    asked, recorded = RECORDINGS["35"]["request"], RECORDINGS["35"]["response"]
    origins = (asked["headers"]["Origin"],) if configured else ("https://elsewhere.example",)
    async with in_front_of(products.settings.model_copy(update={"cors_origins": origins})) as client:
        answer = await replay(client, "35")
    allowed = answer.headers.get("access-control-allow-origin")
    assert allowed == (asked["headers"]["Origin"] if configured else None)
    if configured:
        assert (answer.status_code, answer.text) == (recorded["status"], recorded["body"])
        wanted = set(asked["headers"]["Access-Control-Request-Headers"].split(","))
        assert wanted <= set(answer.headers["access-control-allow-headers"].replace(" ", "").split(","))
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/nope"),
        ("GET", "/api"),
        ("POST", "/products/nope"),
        ("GET", "/orderHistory/"),
        ("POST", "/orders/nope"),
        ("DELETE", "/orders/01KA5Z8H3M2Q4R6T8V0W1X3Y5Z"),
    ],
)
async def test_unknown_route_where_programs_ask_is_404_in_the_envelope(
    client: httpx.AsyncClient, method: str, path: str
) -> None:
    assert owns({"type": "http", "method": method, "path": path})
    answer = await client.request(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, JSON)
    assert answer.json()["data"] is None
    assert answer.json()["error"]["name"] == "NotFoundError"


async def test_prices_and_addresses_are_the_shops(client: httpx.AsyncClient) -> None:
    found = (await replay(client, "01")).json()["data"]
    assert {each["_id"]: each["data"]["price"] for each in found} == PRICES
    assert [each["productId"] for each in found] == [each["data"]["id"] for each in found]
    pictures = {each["data"]["styleImages"]["default"]["imageURL"] for each in found}
    assert all(picture.startswith("http://shop.test/pictures/") for picture in pictures)
    for picture in pictures:
        assert (await client.get(picture)).status_code == 200


async def test_search_finds_words_and_not_patterns(client: httpx.AsyncClient) -> None:
    found = (await replay(client, "03")).json()["data"]
    assert {each["_id"] for each in found} == {11000, 11001}


async def test_history_tells_what_was_ordered_newest_first(client: httpx.AsyncClient, session: str) -> None:
    second = await replay(client, "19", session)
    orders = (await replay(client, "27", session)).json()["data"]
    assert orders[0]["orderId"] == second.json()["data"]
    assert len(orders) == 2
    asked = RECORDINGS["12"]["request"]["body"]["products"]
    lines = [{name: line[name] for name in asked[0]} for line in orders[1]["products"]]
    assert lines == asked
    assert {line["productData"]["price"] for line in orders[1]["products"]} == {3995, 5450}


async def test_any_size_can_be_ordered_and_has_all_that_its_product_has(
    client: httpx.AsyncClient, shop: Shop, session: str
) -> None:
    await shop.products.generate(24, seed=2026)
    product, size = await another_size(shop)
    line = {"productId": size.product_id, "qty": 1, "productPrice": product.price / 100}
    headers = {"Authorization": f"Bearer {session}"}
    await client.post("/orders/createOrder", headers=headers, json={"products": [line]})
    history = (await client.get("/orderHistory/viewOrderHistory", headers=headers)).json()["data"]
    [ordered] = history[0]["products"]
    found = (await client.post("/products/getProductsByFilter", json={})).json()["data"]
    [listed] = [each["data"] for each in found if each["productId"] == product.product_id]
    assert {key: ordered[key] for key in line} == line
    assert ordered["productData"] == {**listed, "id": size.product_id}


async def test_session_is_kept_where_it_was_issued_here(client: httpx.AsyncClient, session: str) -> None:
    for number in ("19", "24", "27"):
        assert (await replay(client, number, session)).json()["auth"] == session


@pytest.mark.parametrize("number", ["28", "29", "31"])
async def test_session_is_made_here_and_never_taken_over(client: httpx.AsyncClient, number: str) -> None:
    first, second = [(await replay(client, number)).json()["auth"] for _ in range(2)]
    sent = RECORDINGS[number]["request"]["headers"].get("Authorization", "").removeprefix("Bearer ")
    assert first.startswith("SES_")
    assert len({first, second, sent}) == 3


async def test_status_and_shopper_sent_by_the_client_are_ignored(
    client: httpx.AsyncClient, shop: Shop, session: str
) -> None:
    order_id = (await replay(client, "24", session)).json()["data"]
    asked = RECORDINGS["24"]["request"]["body"]
    order = await shop.orders.repository.collection.find_one({"_id": order_id})
    assert order
    assert order_id != asked["orderId"]
    assert order["userId"] != asked["userId"]
    assert order["orderStatusCode"] == 1
