"""How a refusal is said: as the asked interface speaks, or as a page to a person."""

from collections.abc import Awaitable, Callable, MutableMapping
from html import escape
from typing import Any

from starlette.responses import HTMLResponse, Response

from backend.gateway.guards.asked import Asked
from backend.gateway.guards.refused import RefusedRequestError
from backend.gateway.refusals import refusal
from backend.kit.languages import TAGS, chosen, language, speak
from backend.kit.translations import said
from backend.kit.words import words

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

TITLES = {429: words("A little slower, please"), 503: words("Not just now")}
OTHERWISE = words("That didn't work")
TO_THE_SHOP = words("To the shop")
PAGE = """\
<!doctype html>
<html lang="{tag}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Rivulet</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.6 system-ui, sans-serif; max-width: 32rem; margin: 20vh auto; padding: 0 1rem }}
h1 {{ font-size: 2rem; line-height: 1.1 }}
a {{ color: inherit; display: inline-block; padding: .6rem 0 }}
</style>
<h1>{title}</h1>
<p>{message}</p>
<p><a href="/">{way}</a></p>
"""
NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"


async def with_words(
    refused: RefusedRequestError,
    scope: MutableMapping[str, Any],
    asked: Asked,
    send: Send,
    *,
    interface: bool,
) -> None:
    """Send the refusal; nothing of the request's own goes into it."""
    answer = answer_to(refused, scope["path"], asked, interface=interface)
    await send({"type": "http.response.start", "status": refused.status, "headers": answer.raw_headers})
    await send({"type": "http.response.body", "body": answer.body})


async def with_nothing(send: Send) -> None:
    """Send the answer to a question that only its headers answer."""
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def answer_to(refused: RefusedRequestError, path: str, asked: Asked, *, interface: bool) -> Response:
    """The refusal for whoever asked: a page for a person, else what the route speaks."""
    answer = refusal(path, refused.status, refused.message, headers=refused.headers)
    of_a_program = interface and answer.media_type != "text/plain"
    if not of_a_program and b"text/html" in asked.get(b"accept", b""):
        speak(
            chosen(
                asked.get(b"cookie", b"").decode("latin-1"),
                asked.get(b"accept-language", b"").decode("latin-1"),
            )
        )
        texts = (TITLES.get(refused.status, OTHERWISE), refused.message, TO_THE_SHOP)
        title, message, way = (escape(said(text)) for text in texts)
        page = PAGE.format(tag=TAGS[language()], title=title, message=message, way=way)
        headers = {**refused.headers, "Content-Security-Policy": NOTHING_RUNS}
        answer = HTMLResponse(page, refused.status, headers)
    answer.headers["cache-control"] = "no-store"
    return answer
