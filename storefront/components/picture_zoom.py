"""A product's picture over the whole page, larger than it: one moves about in it by scrolling."""

import reflex as rx
from reflex.event import EventSpec

from storefront import browser
from storefront.components import buttons
from storefront.components.icons import icon
from storefront.shown import Shown

ZOOM = "picture-zoom"
# As the badge, it lies on the tile, which is light in both themes.
OVER_TILE = "bg-[#fbfaf8]! text-[#1e1a16]! border-[#898581]! hover:border-[#1e1a16]!"


def zoom_button() -> rx.Component:
    """Opens the picture that it lies on."""
    return buttons.round_button(
        "See the picture larger",
        icon("search"),
        aria_haspopup="dialog",
        on_click=[browser.open_dialog(ZOOM), _to_the_middle()],
        class_name=f"absolute right-3 bottom-3 {OVER_TILE}",
    )


def zoomed(shown: Shown) -> rx.Component:
    """A native dialog: it holds focus, closes on Esc and gives focus back."""
    return rx.el.dialog(
        buttons.round_button(
            "Close the picture",
            icon("close"),
            on_click=browser.close_dialog(ZOOM),
            class_name=f"fixed right-4 top-4 z-10 {OVER_TILE}",
        ),
        rx.el.div(
            rx.el.img(
                src=shown.picture,
                alt=shown.name,
                width="800",
                height="1000",
                loading="lazy",
                class_name="block mx-auto max-w-none w-[max(100vw,100dvh)] md:w-[120dvh] h-auto aspect-[4/5] "
                "object-contain",
            ),
            role="group",
            aria_label="Picture, scrolls",
            tab_index=0,
            class_name="size-full overflow-auto overscroll-contain -outline-offset-4",
        ),
        id=ZOOM,
        aria_label=shown.name,
        class_name="arrive fixed inset-0 m-0 w-full h-dvh max-w-none max-h-none overflow-hidden bg-tile",
    )


def _to_the_middle() -> EventSpec:
    """What is opened begins at the middle of the product, not at a corner of its tile."""
    return rx.call_function(
        rx.Var(
            f"(() => {{ const all = document.querySelector('#{ZOOM} [tabindex]'); all?.scrollTo("
            "(all.scrollWidth - all.clientWidth) / 2, (all.scrollHeight - all.clientHeight) / 2); })"
        )
    )
