"""The quiet narrow page around a form that lets somebody in."""

import reflex as rx

LINK = "underline underline-offset-4 decoration-control hover:decoration-ink"


def entry(
    title: str | rx.Var[str], why: str | rx.Var[str], form: rx.Component, other_way: rx.Component
) -> rx.Component:
    """Title, one sentence, the form, and where else to go."""
    return rx.el.div(
        rx.el.div(
            rx.el.h1(title, class_name="text-h1 font-semibold tracking-tight"),
            rx.el.p(why, class_name="text-body text-muted"),
            class_name="flex flex-col gap-2",
        ),
        form,
        other_way,
        class_name="mx-auto w-full max-w-md flex flex-col gap-7",
    )


def way(before: str, link: str, href: str | rx.Var[str]) -> rx.Component:
    """A sentence that ends in a link."""
    return rx.el.p(
        before,
        " ",
        rx.el.a(link, href=href, class_name=f"{LINK} text-ink inline-flex items-center min-h-11 min-w-11"),
        class_name="text-card text-muted",
    )
