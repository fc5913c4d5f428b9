"""What the home page begins with: one sentence, one way on, and doors with pictures of the shop's own."""

import reflex as rx

from storefront.components import buttons
from storefront.components.image import img
from storefront.components.slot import picture_slot
from storefront.front import DOORS, FrontState
from storefront.i18n import _
from storefront.shown import Shown
from storefront.wishes import NEWEST

DOOR = "door"
DOOR_PICTURE = {"alt": "", "width": "400", "height": "500", "class_name": "picture size-full"}
TILES = "grid grid-cols-3 gap-3 md:gap-5"
TILE = "tile relative block aspect-[4/5] rounded-card"


def hero(is_loaded: rx.Var[bool]) -> rx.Component:
    """Its words are in the document; the pictures come with what the shop has today."""
    return rx.el.section(
        rx.el.div(
            rx.el.h1(
                _("Good things to wear, made to last."),
                class_name="text-h1 font-semibold tracking-tight text-balance",
            ),
            rx.el.a(_("See what is new"), href=NEWEST.address, class_name=buttons.MAIN),
            class_name="flex flex-col items-start gap-5 md:gap-7",
        ),
        rx.cond(
            is_loaded,
            rx.el.ul(rx.foreach(FrontState.doors, _door), class_name=TILES),
            rx.el.div(
                *(picture_slot(DOOR, "aspect-[4/5] rounded-card!") for _place in range(DOORS)),
                aria_hidden="true",
                class_name=TILES,
            ),
        ),
        class_name=rx.cond(is_loaded, "", "bare-only ")
        + "grid gap-6 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] md:gap-12 md:items-center mb-6 md:mb-8",
    )


def _door(door: Shown) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            img(src=door.picture, fetch_priority="high", **DOOR_PICTURE),
            rx.el.span(
                door.label,
                # Dark on light in both themes, as the tile is.
                class_name="absolute left-2 bottom-2 md:left-3 md:bottom-3 rounded-full px-2.5 py-0.5 "
                "text-[0.8125rem] font-medium bg-[#fbfaf8] text-[#1e1a16] "
                "max-[359px]:left-1 max-[359px]:px-1.5 max-[359px]:text-[0.75rem]",
            ),
            href=door.address,
            class_name=TILE,
        ),
        key=door.address,
    )
