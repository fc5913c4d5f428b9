"""What kind of browser somebody uses, in words that name no person."""

import re

from ua_parser import parse

LONGEST = 300
LONGEST_NAME = 40
_UNUSUAL = re.compile(r"[^\w .+-]", re.ASCII)


def device_of(user_agent: str) -> str:
    """Such as "Chrome on Linux"; empty when the user agent says nothing that is known."""
    found = parse(user_agent[:LONGEST])
    browser = _name(found.user_agent.family) if found.user_agent else ""
    system = _name(found.os.family) if found.os else ""
    return " on ".join(filter(None, (browser, system)))


def _name(family: str) -> str:
    return _UNUSUAL.sub("", family)[:LONGEST_NAME].strip()
