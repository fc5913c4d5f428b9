"""Another site's page acts for nobody here, and listens to nobody."""

import pytest

from tests.backend.gateway.doors import Answer, Inside, ask, door, exchange, parsed, served

FRIEND = "https://partner.example"
OURS = "http://shop.test:3000"
HOST = "Host: shop.test:3000"
COOKIE = "Cookie: shop_sid=SES_somebody"
BEARER = "Authorization: Bearer SES_somebody"
FOREIGN = (
    "http://evil.test",
    "http://shop.test:3001",
    "http://shop.test",
    "http://shop.test.evil.test:3000",
    "http://sub.shop.test:3000",
    "http://shop.test:3000.evil.test",
    "ftp://shop.test:3000",
    "null",
    "http://[",
    "http://\xff",
    "",
)
HANDSHAKE = (
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
)


async def _ask(line: str, *headers: str, body: bytes = b"{}", **settings: object) -> Answer:
    inside = Inside()
    async with served(door(inside, cors_origins=(FRIEND,), **settings)) as port:
        answer = await ask(port, line, HOST, *headers, body=body)
    assert inside.asked == (answer.status == 200)
    return answer


class TestWriting:
    @pytest.mark.parametrize(
        "kind", ["application/json", "text/plain", "application/x-www-form-urlencoded", ""]
    )
    @pytest.mark.parametrize("path", ["/api/v1/cart", "/orders/createOrder", "/account/sign-out", "/"])
    async def test_with_a_shoppers_cookie_is_refused_whatever_it_claims_to_be(self, path: str, kind: str):
        inside = Inside()
        async with served(door(inside, cors_origins=(FRIEND,))) as port:
            for origin in (*FOREIGN, FRIEND):
                for method in ("POST", "PUT", "DELETE", "PATCH"):
                    headers = [
                        HOST,
                        f"Origin: {origin}",
                        COOKIE,
                        *([f"Content-Type: {kind}"] if kind else []),
                    ]
                    answer = await ask(port, f"{method} {path}", *headers, body=b"{}")
                    assert answer.status == 403, (method, origin)
        assert inside.asked == 0

    @pytest.mark.parametrize("site", ["cross-site", "same-site"])
    async def test_is_refused_when_only_the_browsers_own_word_says_so(self, site: str):
        said = (f"Sec-Fetch-Site: {site}", COOKIE)
        assert (await _ask("POST /api/v1/cart", *said)).status == 403
        assert (await _ask("POST /api/v1/cart", f"Origin: {OURS}", *said)).status == 403

    @pytest.mark.parametrize(
        "headers",
        [
            [],
            [f"Origin: {OURS}"],
            [f"Origin: {OURS.upper()}"],
            [f"Origin: {OURS}", "Sec-Fetch-Site: same-origin"],
            ["Sec-Fetch-Site: none"],
        ],
    )
    async def test_from_our_own_page_or_from_no_page_is_let_in(self, headers: list[str]):
        answer = await _ask("POST /api/v1/cart", COOKIE, *headers)
        assert answer.status == 200
        assert "cookie" in answer.json["headers"]

    async def test_the_public_address_is_our_own_whatever_the_proxy_calls_us(self):
        public = "https://shop.example"
        answer = await _ask("POST /api/v1/cart", COOKIE, f"Origin: {public}", public_url=public)
        assert answer.status == 200

    async def test_behind_tls_a_page_that_came_without_it_is_foreign(self):
        secure = ("X-Forwarded-Proto: https", COOKIE)
        assert (await _ask("POST /", f"Origin: {OURS}", *secure, trusted_proxy_hops=1)).status == 403
        own = f"Origin: {OURS.replace('http', 'https')}"
        assert (await _ask("POST /", own, *secure, trusted_proxy_hops=1)).status == 200

    async def test_a_configured_origin_writes_as_its_own_session_and_never_as_the_browsers(self):
        answer = await _ask("POST /api/v1/cart", f"Origin: {FRIEND}", BEARER, COOKIE)
        assert answer.status == 200
        assert "cookie" not in answer.json["headers"]

    async def test_a_configured_origin_without_a_session_may_ask_for_its_first(self):
        assert (await _ask("POST /products/getProductsByFilter", f"Origin: {FRIEND}")).status == 200

    async def test_an_empty_authorization_is_no_session_of_its_own(self):
        assert (await _ask("POST /api/v1/cart", f"Origin: {FRIEND}", "Authorization:", COOKIE)).status == 403

    @pytest.mark.parametrize("origin", FOREIGN)
    async def test_an_origin_that_is_not_configured_writes_nothing_even_with_a_session(self, origin: str):
        assert (await _ask("POST /api/v1/cart", f"Origin: {origin}", BEARER)).status == 403

    async def test_nobody_else_signs_a_browser_in(self):
        for headers in ([f"Origin: {FRIEND}"], [f"Origin: {FRIEND}", BEARER]):
            assert (await _ask("POST /account/sign-in", *headers)).status == 403


class TestReading:
    async def test_a_configured_origin_may_read_what_needs_no_cookie(self):
        answer = await _ask("GET /api/v1/products", f"Origin: {FRIEND}")
        assert answer.headers["access-control-allow-origin"] == FRIEND
        assert "access-control-allow-credentials" not in answer.headers
        assert "RateLimit-Remaining" in answer.headers["access-control-expose-headers"]
        assert answer.headers["vary"] == "Origin"

    async def test_any_other_is_told_nothing(self):
        for origin in (*FOREIGN, "http://partner.example", "https://partner.example:444"):
            answer = await _ask("GET /api/v1/products", f"Origin: {origin}")
            assert not [name for name in answer.headers if name.startswith("access-control-")]
            assert answer.headers["vary"] == "Origin"

    async def test_pages_are_for_no_other_site(self):
        answer = await _ask("GET /", f"Origin: {FRIEND}")
        assert not [name for name in answer.headers if name.startswith("access-control-")]

    async def test_what_an_app_inside_says_of_origins_is_left_out(self):
        inside = Inside(headers=[(b"Access-Control-Allow-Origin", b"*")])
        async with served(door(inside)) as port:
            answer = await ask(port, "GET /", "Origin: http://evil.test")
        assert "access-control-allow-origin" not in answer.headers


class TestAskingBefore:
    ASK = (
        "Access-Control-Request-Method: POST",
        "Access-Control-Request-Headers: authorization,content-type",
    )

    @pytest.mark.parametrize("path", ["/api/v1/orders", "/products/getProductsByFilter"])
    async def test_a_configured_origin_is_told_what_it_may_send(self, path: str):
        inside = Inside()
        async with served(door(inside, cors_origins=(FRIEND,))) as port:
            answer = await ask(port, f"OPTIONS {path}", f"Origin: {FRIEND}", *self.ASK)
        assert answer.status == 204
        assert answer.headers["access-control-allow-origin"] == FRIEND
        allowed = answer.headers["access-control-allow-headers"]
        for name in ("authorization", "content-type", "idempotency-key", "last-event-id"):
            assert name in allowed
        assert "POST" in answer.headers["access-control-allow-methods"]
        assert inside.asked == 0

    async def test_any_other_is_refused(self):
        inside = Inside()
        async with served(door(inside, cors_origins=(FRIEND,))) as port:
            for origin in FOREIGN:
                answer = await ask(port, "OPTIONS /api/v1/orders", f"Origin: {origin}", *self.ASK)
                assert answer.status == 403
                assert "access-control-allow-origin" not in answer.headers
        assert inside.asked == 0


class TestListening:
    async def _handshake(self, *headers: str, inside: Inside | None = None) -> int:
        inside = inside or Inside()
        request = "\r\n".join(["GET /_event HTTP/1.1", HOST, *HANDSHAKE, *headers, "", ""])
        end = b"\x88\x80\x00\x00\x00\x00"  # a close frame, so that the server ends the connection
        async with served(door(inside, cors_origins=(FRIEND,))) as port:
            return parsed(await exchange(port, request.encode("latin-1"), end, pause_s=0.05)).status

    async def test_our_own_page_and_a_program_may(self):
        for headers in ([], [f"Origin: {OURS}"], [f"Origin: {OURS}", "Sec-Fetch-Site: same-origin"]):
            assert await self._handshake(*headers) == 101

    @pytest.mark.parametrize("origin", [*FOREIGN, FRIEND])
    async def test_another_sites_page_never_may_not_even_a_configured_one(self, origin: str):
        inside = Inside()
        assert await self._handshake(f"Origin: {origin}", BEARER, inside=inside) == 403
        assert inside.asked == 0
