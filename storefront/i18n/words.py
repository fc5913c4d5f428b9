"""Words in the language of the page: the sentence in English is the key, a catalogue has the translation.

A value may be a `Var`: the sentence then is one too. While a front end is built its language is fixed, so
every sentence of a component is a plain text in the bundle; handlers speak the language of their event.
"""

from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

import reflex as rx
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from backend.kit.words import Words
from storefront.i18n.languages import ENGLISH, language

CATALOGUES = Path(__file__).parent / "catalogues"
TEXTS, TERMS = "texts.po", "terms.po"
ENGLISH_PLURAL = "(n != 1)"


@cache
def catalogue(code: str, name: str) -> NullTranslations:
    """The translations into a language; English is its own."""
    if code == ENGLISH:
        return NullTranslations()
    with (CATALOGUES / code / name).open("rb") as file:
        compiled = BytesIO()
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Translations(compiled)


@cache
def plural_rule(code: str) -> str:
    """Which form a number `n` takes, as the expression that stands in the catalogue (C and JavaScript)."""
    if code == ENGLISH:
        return ENGLISH_PLURAL
    with (CATALOGUES / code / TEXTS).open("rb") as file:
        return str(read_po(file, locale=code).plural_expr)


def _(text: str, **values: Any) -> Any:
    """A sentence; `{name}` in it stands for the value of that name. A `Var` when any value is one."""
    return _filled(catalogue(language(), TEXTS).gettext(text), values)


def plural(one: str, many: str, n: Any, **values: Any) -> Any:
    """A sentence that depends on a number; `{n}` in it is the number, which may be a `Var`."""
    if not isinstance(n, rx.Var):
        return _filled(catalogue(language(), TEXTS).ngettext(one, many, n), {"n": n, **values})
    forms = _forms(one, many)
    said = [rx.Var.create(_filled(form, {"n": n.to_string(), **values})) for form in forms]
    chosen = ",".join(str(form) for form in said)
    return rx.Var(
        f"((n) => [{chosen}][Number({plural_rule(language())})])({n!s})",
        _var_type=str,
        _var_data=rx.vars.VarData.merge(n._get_all_var_data(), *(form._get_all_var_data() for form in said)),
    )


def parts(text: str, **values: Any) -> rx.Component:
    """A sentence with components in it, such as a date or a link."""
    translated = catalogue(language(), TEXTS).gettext(text)
    children: list[Any] = []
    for plain, name in _pieces(translated):
        children += [plain] if plain else []
        children += [values[name]] if name else []
    return rx.fragment(*children)


def term(name: str) -> str:
    """What the catalogue of products calls a kind, a colour or a season; unknown ones stay as they are."""
    return catalogue(language(), TERMS).gettext(name) if name else name


def said(sentence: str) -> str:
    """A sentence of the back rooms, which remembers how it was made (`Words`) or is known as it stands."""
    if isinstance(sentence, Words):
        return str(_(sentence.template, **sentence.values))
    return str(_(sentence)) if sentence else sentence


def _forms(one: str, many: str) -> list[str]:
    """Each form of a plural sentence, in the order of the language's rule."""
    texts = catalogue(language(), TEXTS)
    if language() == ENGLISH:
        return [one, many]
    found: dict[int, str] = {}
    for n in range(200):
        form = texts.ngettext(one, many, n)
        found.setdefault(texts.plural(n), form)  # type: ignore[attr-defined]
    return [found[place] for place in sorted(found)]


def _filled(text: str, values: dict[str, Any]) -> Any:
    if not values:
        return text
    filled = text.format(**values)
    return rx.Var.create(filled) if any(isinstance(each, rx.Var) for each in values.values()) else filled


def _pieces(text: str) -> list[tuple[str, str | None]]:
    return [(plain, name) for plain, name, _, _ in Formatter().parse(text)]
