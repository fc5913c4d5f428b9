"""Elements of a document's head that the server adds, with all text in them escaped."""

from collections.abc import Mapping
from html import escape


def own_title(words: str) -> str:
    """What the browser calls the page; React takes it for the page's own, so it stays as one moves on."""
    return f"<title>{escape(words)}</title>"


class ElementsOf:
    """Each says which address it is about, for the page to take it away when the browser moves on."""

    def __init__(self, address: str) -> None:
        self.of = f'data-of="{escape(address)}"'

    def title(self, words: str) -> str:
        """What the browser calls the page until it has a title of its own."""
        return f"<title {self.of}>{escape(words)}</title>"

    def description(self, words: str) -> str:
        """A line or two on what is there."""
        return f'<meta {self.of} name="description" content="{escape(words)}">'

    def canonical(self, address: str) -> str:
        """The address to keep."""
        return f'<link {self.of} rel="canonical" href="{escape(address)}">'

    def unlisted(self) -> str:
        """Search engines should not list it."""
        return f'<meta {self.of} name="robots" content="noindex">'

    def preview(self, properties: Mapping[str, str]) -> str:
        """Open Graph."""
        return "".join(
            f'<meta {self.of} property="{name}" content="{escape(words)}">'
            for name, words in properties.items()
        )
