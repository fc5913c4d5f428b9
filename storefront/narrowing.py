"""What a list is narrowed by: the categories to choose from, and all that is applied with its way back."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.products.schemas import Category, Sort
from storefront.i18n import _, term
from storefront.wishes import Wish

MAX_CATEGORIES = 24


@dataclass
class Chip:
    """A category that the shopper may choose: its name in the catalogue and in words, and its address."""

    name: str
    label: str
    picture: str
    address: str


@dataclass
class Applied:
    """Something that the list is narrowed by, and the address of the list without it."""

    label: str
    action: str
    address: str


def chips_of(wish: Wish, category: str, known: Sequence[Category]) -> list[Chip]:
    """The largest categories, in a group those of it, and the chosen one even if it is none of them.

    `category` is how the catalogue writes it, here and below.
    """
    group = next((each.group for each in known if category in (each.name, each.group)), "")
    among = [each for each in known if group in ("", each.group)]
    chosen = [each for each in among[MAX_CATEGORIES:] if each.name == category]
    return [
        Chip(each.name, term(each.name), each.picture, wish._replace(category=each.name).address)
        for each in (*among[:MAX_CATEGORIES], *chosen)
    ]


def applied_to(wish: Wish, category: str) -> list[Applied]:
    """All of it, in the order of the address."""
    found = []
    if wish.words:
        found.append((_("“{words}”", words=wish.words), wish._replace(words="")))
    if wish.category:
        found.append((term(category) or wish.category, wish._replace(category="")))
    if wish.on_sale:
        found.append((_("On sale"), wish._replace(on_sale=False)))
    return [Applied(label, _("Remove {filter}", filter=label), left.address) for label, left in found]


def heading_of(wish: Wish, category: str) -> str:
    """What the list is called; `category` is empty where the catalogue has none of that name."""
    if wish.words and category:
        return str(_("“{words}” in {category}", words=wish.words, category=term(category)))
    if wish.words:
        return str(_("“{words}”", words=wish.words))
    if category:
        return term(category)
    if wish.category:
        return str(_("Not in the shop"))
    if wish.on_sale:
        return str(_("On sale"))
    return str(_("New") if wish.sort is Sort.NEWEST else _("All products"))
