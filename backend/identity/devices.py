"""What kind of browser somebody uses, in words that name no person."""

import re

from ua_parser import BasicResolver, Cache, CachingResolver, Parser, load_lazy_builtins

LONGEST = 300
LONGEST_NAME = 40
MOST_KEPT = 2000
_UNUSUAL = re.compile(r"[^\w .+-]", re.ASCII)

# The library's own parser compiles a thousand expressions before its first answer, while every page waits.
_parser = Parser(CachingResolver(BasicResolver(load_lazy_builtins()), Cache(MOST_KEPT)))


def device_of(user_agent: str) -> str:
    """Such as "Chrome on Linux"; empty when the user agent says nothing that is known."""
    said = user_agent[:LONGEST]
    browser, system = _parser.parse_user_agent(said), _parser.parse_os(said)
    return " on ".join(filter(None, (_name(each.family) for each in (browser, system) if each)))


def _name(family: str) -> str:
    return _UNUSUAL.sub("", family)[:LONGEST_NAME].strip()
