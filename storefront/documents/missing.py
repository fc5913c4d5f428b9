"""The document of an address where nothing is: it says so before any script runs, and leads on."""

from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.kit.languages import speak
from storefront.documents.built import shared_document
from storefront.documents.heads import head_of_none
from storefront.documents.sending import sent
from storefront.documents.without_scripts import nothing_in_words
from storefront.i18n import _
from storefront.pages.not_found import nothing_here


def none_here(scope: Scope, document: Path, title: str, why: str) -> Response:
    """A 404 in words, in the language that is spoken."""
    head, words = head_of_none(title), nothing_in_words(title, why)
    return sent(document, Headers(scope=scope), head=head, words=words, status=404)


class SaysWhatIsMissing:
    """`app`, with our document wherever it has no page."""

    def __init__(self, app: ASGIApp, language: str) -> None:
        self._app = app
        self._language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, one way or the other."""
        document, is_missing = shared_document(self._language), False

        async def unless_missing(message: Message) -> None:
            nonlocal is_missing
            if message["type"] == "http.response.start" and message["status"] == 404:
                kind = Headers(raw=message["headers"]).get("content-type", "")
                is_missing = document is not None and kind.startswith("text/html")
            if not is_missing:
                await send(message)

        await self._app(scope, receive, unless_missing)
        if is_missing and document is not None:
            speak(self._language)
            await none_here(scope, document, _("No such page"), nothing_here())(scope, receive, send)
