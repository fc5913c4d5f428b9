"""Which languages the shop speaks, and which of them a page or an event is in."""

import os
from contextvars import ContextVar

from babel import negotiate_locale

BUILT_FOR = "RIVULET_BUILT_FOR"
"""The environment variable that names the language which a front end is built for."""

COOKIE = "rivulet_language"
LANGUAGES = {"en": "English", "zh": "中文"}
"""Each language by its code, under the name that its own speakers use."""

LOCALES = {"en": "en_US", "zh": "zh_Hans_CN"}
TAGS = {"en": "en", "zh": "zh-CN"}
"""What HTML and browsers call them."""

ENGLISH = "en"

_built_for = os.environ.get(BUILT_FOR, ENGLISH)
_spoken: ContextVar[str] = ContextVar("language")


def language() -> str:
    """The language of the event that is handled; while a front end is built, that of the build."""
    return _spoken.get(_built_for)


def speak(code: str) -> None:
    """From here on this task, and those that it starts, speak this language."""
    _spoken.set(code if code in LANGUAGES else ENGLISH)


def locale() -> str:
    """The locale of amounts, numbers and dates."""
    return LOCALES[language()]


def chosen(cookies: str, accept_language: str) -> str:
    """The language that these request headers ask for: chosen here before, else what the browser wants."""
    kept = _cookie(cookies)
    if kept in LANGUAGES:
        return kept
    return _best(accept_language) or ENGLISH


def _cookie(header: str) -> str:
    for pair in header.split(";"):
        name, _, value = pair.strip().partition("=")
        if name == COOKIE:
            return value
    return ""


def _best(accept_language: str) -> str | None:
    """The first of the wanted languages that the shop has; `zh-TW` wants Chinese too."""
    wanted: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept_language[:500].split(",")):
        tag, _, parameter = part.partition(";")
        try:
            weight = float(parameter.partition("=")[2] or 1)
        except ValueError:
            continue
        if weight > 0 and tag.strip():
            wanted.append((-weight, place, tag.strip().partition("-")[0].lower()))
    return negotiate_locale([tag for _, _, tag in sorted(wanted)], list(LANGUAGES))
