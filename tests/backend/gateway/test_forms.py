"""Forms of the pages: they answer with a redirect and a new cookie, and never lead to another site."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from backend.gateway.callers import COOKIE
from backend.identity.schemas import Caller
from backend.wiring import Shop

PASSWORD = "a long sentence of mine"
EMAIL = "ada@example.com"
TYPED = {"email": EMAIL, "password": PASSWORD}
FORMS = ("sign-up", "sign-in", "sign-out", "sign-out-everywhere", "sessions/end", "confirm")


@pytest.fixture
async def guest(shop: Shop) -> str:
    """The token of a browser's session."""
    token, _ = await shop.sessions.begin(Caller())
    return token


def cookie(token: str) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={token}"}


def token_in(answer: httpx.Response) -> str:
    """The token that the answer gives the browser."""
    given = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in given.split(";")}
    return str(given.partition(";")[0].partition("=")[2])


async def test_guest_signs_up_and_stays_who_they_are_with_another_token(
    client: httpx.AsyncClient, shop: Shop, guest: str
) -> None:
    before = await shop.sessions.find(guest)
    answer = await client.post("/account/sign-up", headers=cookie(guest), data={**TYPED, "next": "/orders"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/orders")
    assert answer.headers["cache-control"] == "no-store"
    after = await shop.sessions.find(token_in(answer))
    assert before
    assert after
    assert (after.user, after.email) == (before.user, EMAIL)
    assert await shop.sessions.find(guest) is None


async def test_sign_in_is_another_token_too(client: httpx.AsyncClient, shop: Shop, guest: str) -> None:
    await shop.accounts.sign_up(None, Caller(), EMAIL, PASSWORD)
    answer = await client.post("/account/sign-in", headers=cookie(guest), data=TYPED)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    session = await shop.sessions.find(token_in(answer))
    assert session
    assert session.email == EMAIL
    assert await shop.sessions.find(guest) is None


async def test_what_went_wrong_is_kept_for_the_page_and_not_in_the_address(
    client: httpx.AsyncClient, shop: Shop, guest: str
) -> None:
    answer = await client.post("/account/sign-in", headers=cookie(guest), data={**TYPED, "next": "/orders"})
    assert answer.status_code == 303
    address = urlsplit(answer.headers["location"])
    assert (address.path, parse_qs(address.query)) == ("/sign-in", {"next": ["/orders"]})
    session = await shop.sessions.find(guest)
    assert session
    kept = await shop.flash.take(session.session_id, "/sign-in")
    assert kept
    assert (kept.problem, kept.email) == ("This email and password don't fit.", EMAIL)
    assert await shop.flash.take(session.session_id, "/sign-in") is None


async def test_stranger_whose_form_failed_gets_a_session_to_be_told_in(
    client: httpx.AsyncClient, shop: Shop
) -> None:
    answer = await client.post("/account/sign-up", data={"email": "x", "password": "short"})
    session = await shop.sessions.find(token_in(answer))
    assert session
    kept = await shop.flash.take(session.session_id, "/sign-up")
    assert kept
    assert kept.email == "x"
    assert "short" not in kept.problem


@pytest.mark.parametrize("page", ["sign-out", "sign-out-everywhere"])
async def test_sign_out_ends_the_session_and_takes_the_cookie_away(
    client: httpx.AsyncClient, shop: Shop, guest: str, page: str
) -> None:
    answer = await client.post(f"/account/{page}", headers={**cookie(guest), **FORM})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert token_in(answer) == ""
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert await shop.sessions.find(guest) is None


async def test_sign_out_everywhere_ends_the_other_sessions_too(client: httpx.AsyncClient, shop: Shop) -> None:
    first, _ = await shop.accounts.sign_up(None, Caller(), EMAIL, PASSWORD)
    second, _ = await shop.accounts.sign_in(None, Caller(), EMAIL, PASSWORD)
    await client.post("/account/sign-out-everywhere", headers={**cookie(first), **FORM})
    assert await shop.sessions.find(second) is None


async def test_only_ones_own_session_can_be_ended(client: httpx.AsyncClient, shop: Shop, guest: str) -> None:
    other_token, other = await shop.sessions.begin(Caller())
    await client.post("/account/sessions/end", headers=cookie(guest), data={"session": other.session_id})
    assert await shop.sessions.find(other_token)
    await client.post(
        "/account/sessions/end", headers=cookie(other_token), data={"session": other.session_id}
    )
    assert await shop.sessions.find(other_token) is None


@pytest.mark.parametrize(
    "page",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\\/evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y",
        "/\t/evil.example",
        " /orders",
        "orders",
        "",
        "/" + "a" * 600,
    ],
)
async def test_no_form_leads_to_another_site(client: httpx.AsyncClient, guest: str, page: str) -> None:
    answer = await client.post("/account/sign-out", headers=cookie(guest), data={"next": page})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "x=y" not in str(answer.headers)


@pytest.mark.parametrize("page", ["/orders", "/product/7?q=a+b#top", "/", "/caf\u00e9", "/a//b"])
async def test_pages_of_ours_are_led_to(client: httpx.AsyncClient, guest: str, page: str) -> None:
    answer = await client.post("/account/sign-out", headers=cookie(guest), data={"next": page})
    assert answer.headers["location"] == page.replace("\u00e9", "%C3%A9")


async def test_what_is_no_form_is_refused(client: httpx.AsyncClient, guest: str) -> None:
    for form in FORMS:
        address = f"/account/{form}"
        as_json = await client.post(address, headers=cookie(guest), json=TYPED)
        assert as_json.status_code == 415
        as_file = await client.post(address, headers=cookie(guest), files={"email": b"x"})
        assert as_file.status_code == 415
        for body in (b"\xff=%ff", b"a=%ff", b"&".join([b"a=b"] * 30)):
            answer = await client.post(address, headers={**cookie(guest), **FORM}, content=body)
            assert answer.status_code == 400


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
