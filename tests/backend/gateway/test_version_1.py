"""The shop's own interface: products, cart, orders and sessions, each shopper's their own."""

from typing import Any

import httpx
import pytest

from backend.gateway.callers import COOKIE
from backend.identity.schemas import Caller
from backend.kit.ids import new_id
from backend.wiring import Shop
from tests.backend.in_sizes import another_size

Headers = dict[str, str]

MINE = ("GET", "/api/v1/cart"), ("GET", "/api/v1/orders"), ("GET", "/api/v1/sessions/current")
PASSWORD = "a long sentence of mine"
TWO = {"lines": [{"productId": 11000, "qty": 2}, {"productId": 11002, "qty": 1, "productPrice": 495000}]}


async def another(client: httpx.AsyncClient, body: Any = None) -> Headers:
    answer = await client.post("/api/v1/sessions", json=body)
    return {"Authorization": f"Bearer {answer.json()['token']}"}


async def ordered(client: httpx.AsyncClient, who: Headers, body: Any = TWO, key: str = "") -> httpx.Response:
    return await client.post("/api/v1/orders", headers={**who, "Idempotency-Key": key or new_id()}, json=body)


class TestProducts:
    async def test_products_are_found_narrowed_and_sorted_without_a_session(
        self, client: httpx.AsyncClient
    ) -> None:
        all_of_them = (await client.get("/api/v1/products", params={"sort": "price_desc"})).json()
        assert [each["productId"] for each in all_of_them["products"]] == [11001, 11002, 11000]
        assert all_of_them["total"] == 3
        asked = {"q": "puma", "brand": "larkfield", "priceFrom": 400000, "priceTo": 600000}
        found = (await client.get("/api/v1/products", params=asked)).json()
        assert [each["price"] for each in found["products"]] == [545000]
        assert found["products"][0]["picture"].startswith("http://shop.test/pictures/11001-")
        reduced = (await client.get("/api/v1/products", params={"onSale": True})).json()["products"]
        assert reduced == [each for each in all_of_them["products"] if each["price"] < each["listPrice"]]

    async def test_cursor_leads_through_everything_once(self, client: httpx.AsyncClient) -> None:
        seen, cursor = [], None
        while True:
            asked = {"sort": "price_asc", "size": 1} | ({"cursor": cursor} if cursor else {})
            page = (await client.get("/api/v1/products", params=asked)).json()
            seen += [each["productId"] for each in page["products"]]
            cursor = page["next"]
            if not cursor or len(seen) > 3:
                break
        assert seen == [11000, 11002, 11001]

    @pytest.mark.parametrize(
        ("asked", "field"),
        [
            ({"cursor": "made-up"}, "cursor"),
            ({"size": 0}, "size"),
            ({"size": "many"}, "size"),
            ({"sort": "cheap"}, "sort"),
            ({"priceFrom": -1}, "priceFrom"),
            ({"priceFrom": 2, "priceTo": 1}, "priceFrom"),
            ({"brand": "x" * 101}, "brand"),
            ({"onSale": "perhaps"}, "onSale"),
        ],
    )
    async def test_wrong_question_is_422_and_names_the_field(
        self, client: httpx.AsyncClient, asked: dict[str, Any], field: str
    ) -> None:
        answer = await client.get("/api/v1/products", params=asked)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
        assert [each["field"] for each in answer.json()["errors"]] == [field]

    async def test_one_product_has_its_description(self, client: httpx.AsyncClient) -> None:
        product = (await client.get("/api/v1/products/11000")).json()
        assert "puma" in product["description"]
        assert product["price"] == 399500

    async def test_sizes_are_told_bought_and_named(
        self, client: httpx.AsyncClient, shop: Shop, bearer: Headers
    ) -> None:
        await shop.products.generate(24, seed=2026)
        product, size = await another_size(shop)
        shown = (await client.get(f"/api/v1/products/{size.product_id}")).json()
        assert (shown["productId"], shown["size"], shown["name"]) == (
            size.product_id,
            size.size,
            product.name,
        )
        assert {"productId": size.product_id, "size": size.size, "inStock": True, "stockLeft": None} in shown[
            "sizes"
        ]
        found = (await client.get("/api/v1/products", params={"q": product.name})).json()["products"]
        assert found[0]["sizes"] == shown["sizes"]
        cart = await client.post("/api/v1/cart/lines", headers=bearer, json={"productId": size.product_id})
        assert [each["size"] for each in cart.json()["lines"]] == [size.size]
        bought = await client.post("/api/v1/cart/checkout", headers=bearer)
        order = (await client.get(bought.headers["location"], headers=bearer)).json()
        assert [each["size"] for each in order["lines"]] == [size.size]

    @pytest.mark.parametrize(("number", "status"), [("999", 404), ("0", 422), ("abc", 422), ("9" * 30, 422)])
    async def test_no_such_product(self, client: httpx.AsyncClient, number: str, status: int) -> None:
        assert (await client.get(f"/api/v1/products/{number}")).status_code == status


class TestSessions:
    @pytest.mark.parametrize(("method", "path"), MINE)
    @pytest.mark.parametrize("token", [None, "SES_made_up", "SES_" + "x" * 43])
    async def test_nobody_is_known_without_a_session_of_ours(
        self, client: httpx.AsyncClient, method: str, path: str, token: str | None
    ) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = await client.request(method, path, headers=headers)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.json()["title"] == "Unauthorized"

    async def test_bearer_and_cookie_reach_the_same_cart_and_the_bearer_wins(
        self, client: httpx.AsyncClient, shop: Shop, bearer: Headers
    ) -> None:
        token = bearer["Authorization"].removeprefix("Bearer ")
        await client.post("/api/v1/cart/lines", headers=bearer, json={"productId": 11000})
        cookie = {"Cookie": f"theme=dark; {COOKIE}={token}"}
        assert (await client.get("/api/v1/cart", headers=cookie)).json()["count"] == 1
        other, _ = await shop.sessions.begin(Caller())
        both = {**bearer, "Cookie": f"{COOKIE}={other}"}
        assert (await client.get("/api/v1/cart", headers=both)).json()["count"] == 1

    async def test_cookie_is_never_told_to_a_program(self, client: httpx.AsyncClient, shop: Shop) -> None:
        token, session = await shop.sessions.begin(Caller())
        cookie = {"Cookie": f"{COOKIE}={token}"}
        for answer in (
            await client.get("/orderHistory/viewOrderHistory", headers=cookie),
            await client.post("/orders/createOrder", headers=cookie, json={}),
            await client.get("/api/v1/sessions/current", headers=cookie),
            await client.post("/api/v1/sessions", headers=cookie),
        ):
            assert token not in answer.text
        assert (await client.get("/orderHistory/viewOrderHistory", headers=cookie)).json()["auth"] is None
        assert await shop.sessions.find(token) == session

    async def test_ended_session_proves_nobody(self, client: httpx.AsyncClient, bearer: Headers) -> None:
        assert (await client.delete("/api/v1/sessions/current", headers=bearer)).status_code == 204
        assert (await client.get("/api/v1/cart", headers=bearer)).status_code == 401
        fresh = (await client.get("/orderHistory/viewOrderHistory", headers=bearer)).json()["auth"]
        assert f"Bearer {fresh}" != bearer["Authorization"]

    async def test_account_takes_over_the_guests_cart_and_the_guests_token_ends(
        self, client: httpx.AsyncClient, shop: Shop, bearer: Headers
    ) -> None:
        await shop.accounts.sign_up(None, Caller(), "ada@example.com", PASSWORD)
        await client.post("/api/v1/cart/lines", headers=bearer, json={"productId": 11001, "qty": 3})
        credentials = {"email": "Ada@Example.com", "password": PASSWORD}
        answer = await client.post("/api/v1/sessions", headers=bearer, json=credentials)
        assert answer.status_code == 201
        assert answer.headers["cache-control"] == "no-store"
        assert (answer.json()["email"], answer.json()["signedIn"]) == ("ada@example.com", True)
        now = {"Authorization": f"Bearer {answer.json()['token']}"}
        assert (await client.get("/api/v1/cart", headers=now)).json()["count"] == 3
        assert (await client.get("/api/v1/cart", headers=bearer)).status_code == 401

    async def test_wrong_password_and_unknown_email_are_told_apart_by_nobody(
        self, client: httpx.AsyncClient, shop: Shop
    ) -> None:
        await shop.accounts.sign_up(None, Caller(), "ada@example.com", PASSWORD)
        wrong, unknown = [
            await client.post("/api/v1/sessions", json={"email": email, "password": "another sentence"})
            for email in ("ada@example.com", "eve@example.com")
        ]
        assert wrong.status_code == unknown.status_code == 401
        assert wrong.json() == unknown.json()

    @pytest.mark.parametrize("given", [{"email": "ada@example.com"}, {"password": PASSWORD}, {"email": "x"}])
    async def test_half_of_the_credentials_is_422(
        self, client: httpx.AsyncClient, given: dict[str, str]
    ) -> None:
        answer = await client.post("/api/v1/sessions", json=given)
        assert answer.status_code == 422
        assert {"email", "password"} - given.keys() == {each["field"] for each in answer.json()["errors"]}


class TestCart:
    async def test_cart_is_filled_changed_emptied_and_bought(
        self, client: httpx.AsyncClient, bearer: Headers
    ) -> None:
        await client.post("/api/v1/cart/lines", headers=bearer, json={"productId": 11000, "qty": 2})
        await client.post("/api/v1/cart/lines", headers=bearer, json={"productId": 11001})
        changed = await client.put("/api/v1/cart/lines/11000", headers=bearer, json={"qty": 5})
        assert (changed.json()["count"], changed.json()["total"]) == (6, 5 * 399500 + 545000)
        left = await client.delete("/api/v1/cart/lines/11001", headers=bearer)
        assert [line["productId"] for line in left.json()["lines"]] == [11000]
        bought = await client.post("/api/v1/cart/checkout", headers=bearer)
        assert bought.status_code == 201
        assert (await client.get("/api/v1/cart", headers=bearer)).json()["lines"] == []
        order = (await client.get(bought.headers["location"], headers=bearer)).json()
        assert (order["orderId"], order["total"]) == (bought.json()["orderId"], 5 * 399500)

    @pytest.mark.parametrize(
        ("line", "field"),
        [
            ({"productId": 11000, "qty": 0}, "qty"),
            ({"productId": 11000, "qty": 11}, "qty"),
            ({"productId": 11000, "qty": "2"}, "qty"),
            ({"productId": 999}, "productId"),
            ({"qty": 1}, "productId"),
        ],
    )
    async def test_line_that_cannot_be_is_422(
        self, client: httpx.AsyncClient, bearer: Headers, line: dict[str, Any], field: str
    ) -> None:
        answer = await client.post("/api/v1/cart/lines", headers=bearer, json=line)
        assert answer.status_code == 422
        assert [each["field"] for each in answer.json()["errors"]] == [field]

    async def test_nobody_reaches_anothers_cart(self, client: httpx.AsyncClient, bearer: Headers) -> None:
        await client.post("/api/v1/cart/lines", headers=bearer, json={"productId": 11000})
        assert (await client.get("/api/v1/cart", headers=await another(client))).json()["lines"] == []


class TestOrders:
    async def test_order_is_taken_once_for_a_key_and_shown_to_its_shopper(
        self, client: httpx.AsyncClient, bearer: Headers
    ) -> None:
        first, again = [await ordered(client, bearer, key="mine") for _ in range(2)]
        assert first.status_code == again.status_code == 201
        assert first.json() == again.json()
        order = (await client.get(first.headers["location"], headers=bearer)).json()
        assert (order["status"], order["statusName"]) == (1, "CREATED")
        assert order["total"] == 2 * 399500 + 495000
        assert [step["name"] for step in order["timeline"]] == ["CREATED"]
        page = (await client.get("/api/v1/orders", headers=bearer)).json()
        assert (page["total"], page["next"]) == (1, None)
        assert page["orders"] == [order]

    async def test_key_of_another_order_is_422(self, client: httpx.AsyncClient, bearer: Headers) -> None:
        await ordered(client, bearer, key="mine")
        other = await ordered(client, bearer, {"lines": [{"productId": 11001, "qty": 1}]}, key="mine")
        assert other.status_code == 422
        assert other.json()["errors"][0]["field"] == "idempotencyKey"

    async def test_of_two_keys_none_is_taken(self, client: httpx.AsyncClient, bearer: Headers) -> None:
        twice = [*bearer.items(), ("Idempotency-Key", "a"), ("Idempotency-Key", "b")]
        answer = await client.post("/api/v1/orders", headers=twice, json=TWO)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
        assert (await client.get("/api/v1/orders", headers=bearer)).json()["total"] == 0

    async def test_order_without_a_key_is_422(self, client: httpx.AsyncClient, bearer: Headers) -> None:
        answer = await client.post("/api/v1/orders", headers=bearer, json=TWO)
        assert answer.status_code == 422
        assert [each["field"] for each in answer.json()["errors"]] == ["Idempotency-Key"]

    @pytest.mark.parametrize(
        ("line", "status", "field"),
        [
            ({"productId": 11000, "qty": 1, "productPrice": 1}, 409, "lines[0].productPrice"),
            ({"productId": 999, "qty": 1}, 422, "lines[0].productId"),
            ({"productId": 11000, "qty": 0}, 422, "lines[0].qty"),
            ({"productId": 11000, "qty": 11}, 422, "lines[0].qty"),
            ({"productId": 11000, "qty": True}, 422, "lines[0].qty"),
            ({"productId": "11000", "qty": 1}, 422, "lines[0].productId"),
            ({"productId": 11000, "qty": 1, "productPrice": 39.95}, 422, "lines[0].productPrice"),
        ],
    )
    async def test_wrong_line_is_named_and_nothing_is_ordered(
        self, client: httpx.AsyncClient, bearer: Headers, line: dict[str, Any], status: int, field: str
    ) -> None:
        answer = await ordered(client, bearer, {"lines": [line]})
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert [each["field"] for each in answer.json()["errors"]] == [field]
        assert (await client.get("/api/v1/orders", headers=bearer)).json()["total"] == 0

    async def test_sold_out_is_409(self, client: httpx.AsyncClient, shop: Shop, bearer: Headers) -> None:
        stock = shop.orders.repository.collection.database["stock"]
        await stock.update_one({"_id": 11002}, {"$set": {"available": 0}})
        answer = await ordered(client, bearer)
        assert answer.status_code == 409
        assert answer.json()["errors"][0]["field"] == "lines[1].qty"

    async def test_anothers_order_is_404_on_every_route(
        self, client: httpx.AsyncClient, bearer: Headers
    ) -> None:
        address = (await ordered(client, bearer)).headers["location"]
        stranger = await another(client)
        for method, path in (
            ("GET", address),
            ("GET", f"{address}/events"),
            ("POST", f"{address}/cancel"),
            ("POST", f"{address}/confirm"),
        ):
            body = {"password": PASSWORD} if path.endswith("confirm") else None
            answer = await client.request(method, path, headers=stranger, json=body)
            assert answer.status_code == 404, path
        assert (await client.get("/api/v1/orders", headers=stranger)).json()["total"] == 0

    @pytest.mark.parametrize(
        "order_id", ["x", "%00", "../x", "01KA5Z8H3M2Q4R6T8V0W1X3Y5Z", "$ne", "a" * 2_000]
    )
    async def test_order_that_never_was_is_404(
        self, client: httpx.AsyncClient, bearer: Headers, order_id: str
    ) -> None:
        assert (await client.get(f"/api/v1/orders/{order_id}", headers=bearer)).status_code == 404

    async def test_orders_are_paged_newest_first(self, client: httpx.AsyncClient, bearer: Headers) -> None:
        placed = [(await ordered(client, bearer)).json()["orderId"] for _ in range(3)]
        first = (await client.get("/api/v1/orders", headers=bearer, params={"size": 2})).json()
        rest = (
            await client.get("/api/v1/orders", headers=bearer, params={"size": 2, "cursor": first["next"]})
        ).json()
        assert [each["orderId"] for each in first["orders"] + rest["orders"]] == placed[::-1]
        wrong = await client.get("/api/v1/orders", headers=bearer, params={"cursor": "made-up"})
        assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "cursor")
