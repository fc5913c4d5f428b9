"""What a product is, in its seller's words and as a table of facts."""

import reflex as rx

from backend.kit.languages import TAGS
from backend.products.schemas import ProductView
from storefront.i18n import _, language, term
from storefront.shown import Shown


def facts_of(product: ProductView, *, with_colour: bool) -> list[tuple[str, str]]:
    """Name and value of all that is known of it."""
    facts = (
        (_("Brand"), product.brand),
        (_("Colour"), term(product.colour) if with_colour else ""),
        (_("Type"), term(product.article_type)),
        (_("For"), term(product.gender)),
        (_("Season"), term(product.season)),
        (_("Use"), term(product.usage)),
        (_("Article number"), str(product.product_id)),
    )
    return [(name, value) for name, value in facts if value]


def product_facts(description: rx.Var[str], facts: Shown) -> rx.Component:
    """Description, then facts."""
    return rx.fragment(
        rx.cond(
            description != "",
            # Sanitised when it entered the catalogue: paragraphs, lists and emphasis, nothing else.
            rx.html(
                description,
                lang="en",
                class_name="prose-few mt-4 text-body text-muted max-w-prose flex flex-col gap-3",
            ),
        ),
        rx.el.dl(
            rx.foreach(
                facts,
                lambda fact: rx.el.div(
                    rx.el.dt(fact[0], class_name="w-28 shrink-0 text-muted"),
                    rx.el.dd(
                        fact[1],
                        # A name is a name in every language.
                        lang=rx.cond(fact[0] == _("Brand"), "en", TAGS[language()]),
                        class_name="min-w-0",
                    ),
                    class_name="flex gap-2 py-2.5",
                ),
            ),
            class_name="mt-4 text-card divide-y divide-line border-y border-line",
        ),
    )
