"""Whose word counts for who asks and over which scheme."""

import pytest

from tests.backend.gateway.doors import Inside, ask, door, served


async def _seen(hops: int, *headers: str) -> tuple[str, str]:
    async with served(door(Inside(), trusted_proxy_hops=hops)) as port:
        said = (await ask(port, "GET /", *headers)).json
    return said["client"], said["scheme"]


async def test_without_a_trusted_proxy_nobodys_word_counts():
    assert await _seen(0, "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https") == ("127.0.0.1", "http")


@pytest.mark.parametrize(
    ("hops", "forwarded", "client"),
    [
        (1, ["203.0.113.9"], "203.0.113.9"),
        (1, ["198.51.100.7, 203.0.113.9"], "203.0.113.9"),
        (2, ["198.51.100.7, 203.0.113.9, 10.0.0.1"], "203.0.113.9"),
        (2, ["198.51.100.7, 203.0.113.9", "10.0.0.1"], "203.0.113.9"),
        (1, ["::ffff:203.0.113.9"], "203.0.113.9"),
        (1, ["2001:DB8:0::1"], "2001:db8::1"),
        (1, ["203.0.113.9:55555"], "203.0.113.9"),
        (1, ["[2001:db8::1]:443"], "2001:db8::1"),
        (1, ["[2001:db8::1]"], "2001:db8::1"),
        (1, ["203.0.113.9:port"], "127.0.0.1"),
        (2, ["203.0.113.9"], "127.0.0.1"),
        (1, ["nobody"], "127.0.0.1"),
        (1, ["203.0.113.9, "], "127.0.0.1"),
        (1, [""], "127.0.0.1"),
        (1, ["fe80::1%eth0"], "127.0.0.1"),
        (1, ["203.0.113.9\xff"], "127.0.0.1"),
    ],
)
async def test_the_address_is_as_many_places_from_the_right_as_there_are_proxies(
    hops: int, forwarded: list[str], client: str
):
    seen, _ = await _seen(hops, *(f"X-Forwarded-For: {value}" for value in forwarded))
    assert seen == client


@pytest.mark.parametrize(
    ("said", "scheme"),
    [
        ("https", "https"),
        ("HTTPS", "https"),
        ("http, https", "https"),
        ("https, http", "http"),
        ("ftp", "http"),
    ],
)
async def test_the_scheme_is_the_trusted_proxys_word(said: str, scheme: str):
    assert await _seen(1, f"X-Forwarded-Proto: {said}") == ("127.0.0.1", scheme)


async def test_https_is_demanded_for_a_year_only_where_it_is_spoken():
    async with served(door(Inside(), trusted_proxy_hops=1)) as port:
        plain = await ask(port, "GET /")
        secure = await ask(port, "GET /", "X-Forwarded-Proto: https")
    assert "strict-transport-security" not in plain.headers
    assert secure.headers["strict-transport-security"] == "max-age=31536000"
