"""The description of the interface: complete, with examples, and a page that needs no script."""

from html.parser import HTMLParser

import httpx
from pydantic import TypeAdapter

from backend.gateway.tutorial.schemas import HistoryEnvelope, OrderEnvelope, ProductsEnvelope
from tests.backend.gateway.conftest import LINES

METHODS = {"get", "post", "put", "delete"}


class Page(HTMLParser):
    """Collects what a page refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.anchors: set[str] = set()
        self.links: set[str] = set()
        self.styled = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.anchors |= {given["id"] or ""} if "id" in given else set()
        self.links |= {given["href"] or ""} if "href" in given else set()
        self.styled |= "style" in given or any(name.startswith("on") for name in given)


async def test_every_route_says_what_it_refuses_and_every_reference_leads_somewhere(
    client: httpx.AsyncClient,
) -> None:
    document = (await client.get("/api/openapi.json")).json()
    schemas = document["components"]["schemas"]
    operations = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]
    assert len(operations) >= 24
    for path, method, operation in operations:
        where = f"{method} {path}"
        assert operation["description"], where
        assert {"400", "403", "408", "413", "429", "503"} <= set(operation["responses"]), where
        if path.startswith("/api/v1"):
            for status, response in operation["responses"].items():
                if status >= "400" and status != "431":
                    assert set(response["content"]) == {"application/problem+json"}, where
    assert "HTTPValidationError" not in schemas
    text = str(document)
    for name in {part.partition("'")[0] for part in text.split("#/components/schemas/")[1:]}:
        assert name in schemas


async def test_page_for_people_needs_no_script_and_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/docs")
    assert answer.headers["content-type"].startswith("text/html")
    page = Page(answer.text)
    assert "script" not in page.tags
    assert not page.styled
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in page.anchors, link
        else:
            assert (await client.get(link)).status_code == 200
    document = (await client.get("/api/openapi.json")).json()
    for path in document["paths"]:
        assert f"<code>{path}</code>" in answer.text
    assert "39.95" in answer.text
    assert "Idempotency-Key" in answer.text


async def test_tutorials_shapes_are_described_as_they_are(client: httpx.AsyncClient) -> None:
    products = await client.post("/products/getProductsByFilter")
    TypeAdapter(ProductsEnvelope).validate_json(products.content, strict=True)
    order = await client.post("/orders/createOrder", json=LINES)
    TypeAdapter(OrderEnvelope).validate_json(order.content, strict=True)
    who = {"Authorization": f"Bearer {order.json()['auth']}"}
    history = await client.get("/orderHistory/viewOrderHistory", headers=who)
    TypeAdapter(HistoryEnvelope).validate_json(history.content, strict=True)
    assert len(history.json()["data"]) == 1
