"""A method that an address doesn't have is 405, says which there are, and speaks as the route does."""

import httpx
import pytest

ADDRESSES = {
    "/products/getProductsByFilter": "POST",
    "/orders/createOrder": "POST",
    "/orderHistory/viewOrderHistory": "GET",
    "/api/v1/products": "GET",
    "/api/v1/products/11000": "GET",
    "/api/v1/orders": "GET, POST",
    "/api/v1/orders/01KA5Z8H3M2Q4R6T8V0W1X3Y5Z/events": "GET",
    "/api/v1/cart/lines/11000": "DELETE, PUT",
    "/api/v1/sessions/current": "DELETE, GET",
    "/healthz": "GET",
    "/account/sign-in": "POST",
}


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "OPTIONS", "BREW"])
async def test_wrong_method_is_405(client: httpx.AsyncClient, method: str) -> None:
    for path, allowed in ADDRESSES.items():
        answer = await client.request(method, path)
        assert answer.status_code == 405
        assert answer.headers["allow"] == allowed
        kind = answer.headers["content-type"]
        if path.startswith("/api/v1"):
            assert kind == "application/problem+json"
            assert answer.json()["status"] == 405
        elif path.startswith(("/products", "/orders", "/orderHistory")):
            assert kind == "application/json; charset=utf-8"
            assert answer.json()["error"]["name"] == "MethodNotAllowedError"


@pytest.mark.parametrize(
    "path", ["/api/v1", "/api/v1/", "/api/v1/nope", "/api/v1/products/", "/api/v1/orders/x/y"]
)
async def test_unknown_route_of_version_1_is_a_problem(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["title"] == "Not Found"
