"""The sizes of a product: one is chosen on its page, where sold-out ones are marked and can't be."""

from dataclasses import dataclass

import reflex as rx
from reflex.event import EventSpec

from backend.products.schemas import ProductView
from storefront import browser
from storefront.components.icons import icon
from storefront.i18n import _
from storefront.shown import Shown

SIZES, MISSING = "sizes", "size-missing"
TILE = (
    "relative inline-flex items-center justify-center min-h-11 min-w-14 px-4 rounded-full border text-card "
    "font-medium transition-colors"
)


@dataclass
class Size:
    """A size as it is offered; `words` are what it is called where it can't be seen."""

    product_id: int
    name: str
    words: str
    in_stock: bool


def sizes_of(product: ProductView) -> list[Size]:
    """In wearing order; none where size does not matter."""
    return [
        Size(
            each.product_id,
            each.size,
            each.size if each.in_stock else _("{size}, sold out", size=each.size),
            each.in_stock,
        )
        for each in product.sizes
    ]


def size_chooser(sizes: Shown, chosen: Shown, asked: Shown, choose: Shown) -> rx.Component:
    """One is chosen in the browser, at once, and `choose` hears of it; `asked` says that one must be."""
    return rx.el.fieldset(
        rx.el.legend(_("Size"), class_name="text-card text-muted"),
        rx.el.div(
            rx.foreach(sizes, lambda size: _choice(size, chosen, choose)),
            class_name="flex flex-wrap gap-2 mt-2",
        ),
        rx.el.p(
            rx.cond(
                asked,
                rx.fragment(icon("warn", 18), _("Choose a size first.")),
            ),
            id=MISSING,
            role="alert",
            class_name="flex items-center gap-2 mt-2 text-note font-medium text-sale empty:hidden",
        ),
        id=SIZES,
        aria_describedby=MISSING,
        class_name="my-2",
    )


def chosen_size() -> rx.Var[int]:
    """The product id of the size that is chosen when this is looked at; 0 when none is that can be bought."""
    return rx.Var(
        f"(Number(document.querySelector('#{SIZES} input:checked:not(:disabled)')?.value) || 0)",
        _var_type=int,
    )


def to_the_sizes() -> EventSpec:
    """Focus goes to the first size that can be chosen."""
    return browser.focus_first(f"#{SIZES} input:not(:disabled)")


def _choice(size: Shown, chosen: Shown, choose: Shown) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name=SIZES,
            value=size.product_id.to_string(),
            default_checked=chosen == size.product_id,
            disabled=~size.in_stock,
            aria_label=size.words,
            on_change=choose(size.product_id),
            class_name="peer absolute inset-0 z-10 size-full m-0 opacity-0 cursor-pointer "
            "disabled:cursor-not-allowed",
        ),
        rx.el.span(
            size.name,
            lang="en",
            class_name=f"choice {TILE} border-control bg-surface text-ink peer-hover:border-ink "
            "peer-checked:border-ink peer-checked:bg-ink peer-checked:text-canvas "
            "peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 "
            "peer-focus-visible:outline-accent peer-disabled:border-line peer-disabled:bg-transparent "
            "peer-disabled:text-muted peer-disabled:line-through",
        ),
        key=size.product_id.to_string(),
        class_name="relative inline-flex",
    )
