"""Makes the descriptions of strangers safe to show."""

import nh3

ALLOWED = {"p", "br", "strong", "em", "ul", "ol", "li"}
MAX_LENGTH = 20_000
_SAME = {"b": "strong", "i": "em"}


def sanitise(html: str) -> str:
    """The few tags that give a text its form, without attributes; scripts go with their content."""
    for old, new in _SAME.items():
        html = html.replace(f"<{old}>", f"<{new}>").replace(f"</{old}>", f"</{new}>")
    cleaned = nh3.clean(html[:MAX_LENGTH], tags=ALLOWED, attributes={}, link_rel=None)
    return cleaned.replace("\r", "").strip()
