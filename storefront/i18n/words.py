"""Words in the language of the page; a value in a sentence may be a `Var`, the sentence then is one too.

While a front end is built its language is fixed, so every sentence of a component is a plain text in the
bundle; handlers speak the language of their event.
"""

from functools import cache
from gettext import GNUTranslations
from string import Formatter
from typing import Any

import reflex as rx
from babel.messages.pofile import read_po
from reflex.vars import VarData

from backend.kit.languages import ENGLISH, language
from backend.kit.translations import CATALOGUES, TEXTS, catalogue, text_of

ENGLISH_RULE = "(n != 1)"
NUMBERS_TRIED = 200


def _(text: str, **values: Any) -> Any:
    """A sentence; `{name}` in it stands for the value of that name. A `Var` when any value is one."""
    return _filled(text_of(text), values)


def plural(one: str, many: str, n: Any, **values: Any) -> Any:
    """A sentence that depends on a number; `{n}` in it is the number, which may be a `Var`."""
    if not isinstance(n, rx.Var):
        return _filled(catalogue(language(), TEXTS).ngettext(one, many, n), {"n": n, **values})
    forms = [rx.Var.create(_filled(form, {"n": n.to_string(), **values})) for form in _forms(one, many)]
    return rx.Var(
        f"((n) => [{','.join(map(str, forms))}][Number({_rule(language())})])({n!s})",
        _var_type=str,
        _var_data=VarData.merge(n._get_all_var_data(), *(form._get_all_var_data() for form in forms)),
    )


def parts(text: str, **values: Any) -> rx.Component:
    """A sentence with components in it, such as a date or a link."""
    children: list[Any] = []
    for plain, name, _spec, _conversion in Formatter().parse(text_of(text)):
        children += [plain] if plain else []
        children += [values[name]] if name else []
    return rx.fragment(*children)


def _filled(text: str, values: dict[str, Any]) -> Any:
    if not values:
        return text
    filled = text.format(**values)
    return rx.Var.create(filled) if any(isinstance(each, rx.Var) for each in values.values()) else filled


def _forms(one: str, many: str) -> list[str]:
    """Each form of a plural sentence, in the order of the language's rule."""
    texts = catalogue(language(), TEXTS)
    if not isinstance(texts, GNUTranslations):
        return [one, many]
    forms = {texts.plural(n): texts.ngettext(one, many, n) for n in range(NUMBERS_TRIED)}  # type: ignore[attr-defined]
    return [forms[place] for place in sorted(forms)]


@cache
def _rule(code: str) -> str:
    """Which form a number `n` takes, as the expression in the catalogue's head: C, and JavaScript too."""
    if code == ENGLISH:
        return ENGLISH_RULE
    with (CATALOGUES / code / TEXTS).open("rb") as file:
        return str(read_po(file, locale=code).plural_expr)
