"""Which languages the shop speaks, and which of them a page, an event or a request is in."""

import os
from contextvars import ContextVar

from babel import negotiate_locale

BUILT_FOR = "RIVULET_BUILT_FOR"
"""The environment variable that names the language which a front end is built for."""

COOKIE = "rivulet_language"
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "zh": "中文"}
"""Each language by its code, under the name that its own speakers use."""

LOCALES = {ENGLISH: "en_US", "zh": "zh_Hans_CN"}
TAGS = {ENGLISH: "en", "zh": "zh-CN"}
"""What HTML and browsers call them."""

BETWEEN_SENTENCES = {ENGLISH: " ", "zh": ""}

LONGEST_HEADER = 500
A_YEAR_S = 365 * 24 * 3600

_built_for = os.environ.get(BUILT_FOR, ENGLISH)
_spoken: ContextVar[str] = ContextVar("language")


def language() -> str:
    """The language of the event that is handled; while a front end is built, that of the build."""
    return _spoken.get(_built_for)


def speak(code: str) -> None:
    """From here on this task, and those that it starts, speak this language."""
    _spoken.set(code)


def locale() -> str:
    """The locale of amounts, numbers and dates."""
    return LOCALES[language()]


def chosen(cookies: str, accept_language: str) -> str:
    """The language that these request headers ask for: chosen here before, else what the browser wants."""
    kept = _cookie(cookies)
    return kept if kept in LANGUAGES else _best(accept_language)


def language_cookie(code: str, scheme: str, *, kept: bool) -> str:
    """The value of `Set-Cookie` that keeps a language for a year, or until the browser is closed."""
    age = f"; Max-Age={A_YEAR_S}" if kept else ""
    secure = "; Secure" if scheme in ("https", "wss") else ""
    return f"{COOKIE}={code}; Path=/{age}; HttpOnly; SameSite=Lax{secure}"


def is_chosen(cookies: str) -> bool:
    """Whether a language was chosen, or given to this browser, before."""
    return _cookie(cookies) in LANGUAGES


def _cookie(header: str) -> str:
    pairs = (pair.strip().partition("=") for pair in header.split(";"))
    return next((value for name, _, value in pairs if name == COOKIE), "")


def _best(accept_language: str) -> str:
    """The first of the wanted languages that the shop has; `zh-TW` wants Chinese too."""
    wanted: list[tuple[float, str]] = []
    for part in accept_language[:LONGEST_HEADER].split(","):
        tag, _, parameter = part.partition(";")
        try:
            weight = float(parameter.partition("=")[2] or 1)
        except ValueError:
            continue
        if weight > 0 and tag.strip():
            wanted.append((weight, tag.strip().partition("-")[0].lower()))
    wanted.sort(key=lambda each: -each[0])
    return negotiate_locale([tag for _, tag in wanted], list(LANGUAGES)) or ENGLISH
