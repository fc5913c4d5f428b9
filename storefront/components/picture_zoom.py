"""A product's picture, and over the whole page a larger one: one moves about in it by scrolling."""

from typing import Any

import reflex as rx
from reflex.event import EventSpec

from storefront import browser
from storefront.components import buttons
from storefront.components.dialogs import dialog
from storefront.components.icons import icon
from storefront.components.image import img
from storefront.i18n import _
from storefront.shown import Shown

PICTURE = {
    "sizes": "(min-width: 1280px) 592px, (min-width: 768px) 46vw, 92vw",
    "width": "800",
    "height": "1000",
    "class_name": "picture size-full",
}
ZOOM = "picture-zoom"
# A phone's first screen has room for the price below it; on a desk it stays beside what is read.
FRAME = "aspect-[4/5] max-md:max-h-[max(46dvh,22rem)] md:sticky md:top-24 md:self-start"
# As the badge, it lies on the tile, which is light in both themes.
OVER_TILE = "bg-[#fbfaf8]! text-[#1e1a16]! border-[#898581]! hover:border-[#1e1a16]!"


def product_picture(shown: Shown) -> rx.Component:
    """The picture on its tile, with a way nearer; what is worth saying of it stands beside it in full."""
    return rx.el.div(
        img(
            src=shown.picture,
            src_set=shown.picture_set,
            alt=shown.name,
            lang="en",
            fetch_priority="high",
            **PICTURE,
        ),
        _zoom_button(),
        class_name=f"tile relative w-full rounded-panel {FRAME}",
    )


def _zoom_button() -> rx.Component:
    return buttons.round_button(
        _("See the picture larger"),
        icon("search"),
        aria_haspopup="dialog",
        on_click=[browser.open_dialog(ZOOM), _to_the_middle()],
        class_name=f"absolute right-3 bottom-3 {OVER_TILE}",
    )


def zoomed_picture(shown: Shown, **props: Any) -> rx.Component:
    """The picture over the whole page, once it is asked for."""
    return dialog(
        ZOOM,
        rx.el.h2(shown.name, id=f"{ZOOM}-title", lang="en", class_name="sr-only"),
        buttons.round_button(
            _("Close the picture"),
            icon("close"),
            on_click=browser.close_dialog(),
            class_name=f"absolute right-4 top-4 z-10 {OVER_TILE}",
        ),
        rx.el.div(
            img(
                src=shown.picture,
                src_set=shown.picture_set,
                sizes="120dvh",
                alt=shown.name,
                lang="en",
                width="800",
                height="1000",
                loading="lazy",
                class_name="picture whole block mx-auto max-w-none w-[max(100vw,100dvh)] md:w-[120dvh] "
                "h-auto aspect-[4/5]",
            ),
            role="group",
            aria_label=_("Picture, scrolls"),
            tab_index=0,
            class_name="size-full overflow-auto overscroll-contain -outline-offset-4",
        ),
        look="size-full bg-tile",
        **props,
    )


def _to_the_middle() -> EventSpec:
    """What is opened begins at the middle of the product, not at a corner of its tile."""
    return rx.call_function(
        rx.Var(
            f"(() => {{ const all = document.querySelector('#{ZOOM} [role=group]'); all?.scrollTo("
            "(all.scrollWidth - all.clientWidth) / 2, (all.scrollHeight - all.clientHeight) / 2); })"
        )
    )
