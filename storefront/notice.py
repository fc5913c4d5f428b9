"""Short messages over the page: what was done, or what went wrong, what was kept and what comes next."""

from dataclasses import dataclass
from time import time
from traceback import walk_tb
from typing import Any

import reflex as rx
import structlog
from reflex.event import EventSpec
from reflex.state import StateUpdate
from reflex_base.constants.state import FIELD_MARKER

from storefront.addresses import ORDERS
from storefront.components.buttons import BARE
from storefront.components.icons import icon
from storefront.i18n import _
from storefront.shown import Shown, events

OURS = ("storefront.", "backend.")
WRONG_SHAPE = (TypeError, ValueError, LookupError, AttributeError)

log = structlog.get_logger(__name__)


@dataclass
class News:
    """What happened by itself, to what, how good that is, and the page that shows it."""

    words: str = ""
    about: str = ""
    tone: str = ""
    address: str = ""


class NoticeState(rx.State):
    """The one message that shows; `turn` rises so that the same words show again.

    News come by themselves: they take the place of what was done, but of no problem, which was an answer.
    """

    done: rx.Field[str] = rx.field("")
    problem: rx.Field[str] = rx.field("")
    news: rx.Field[News] = rx.field(default_factory=News)
    turn: rx.Field[int] = rx.field(0)

    @rx.event
    def say_trouble(self) -> None:
        """What a shopper hears when the fault is the shop's."""
        self._say(problem=trouble())

    @rx.event
    def dismiss(self) -> None:
        """Take the message away."""
        self._clear()

    def _clear(self) -> None:
        """Say nothing any more."""
        self.done = self.problem = ""
        self.news = News()

    def _arrive(self, path: str) -> None:
        """A page came up: news of what it shows need not be told any more."""
        if self.news.address and path in (ORDERS, self.news.address):
            self.news = News()

    def _tell(self, news: News) -> None:
        """Show news in place of those before."""
        self.done, self.news = "", news

    def _say(self, *, done: str = "", problem: str = "") -> None:
        """Show one message in place of the one before."""
        self._clear()
        self.done, self.problem = done, problem
        self.turn += 1


def trouble() -> str:
    """The fault is the shop's."""
    return _("That didn't work just now. Nothing is lost: please try again in a moment.")


def too_much() -> str:
    """A page sent more than a shopper would."""
    return _("That was more at once than the shop can follow. Nothing is lost: please go on in a moment.")


def not_understood() -> str:
    """A page sent what it never would by itself."""
    return _("The shop did not understand that, and nothing was changed. Please load the page again.")


async def tell(state: rx.State, news: News) -> None:
    """Show news on any page."""
    (await state.get_state(NoticeState))._tell(news)


async def say(state: rx.State, *, done: str = "", problem: str = "") -> None:
    """Show a message from any page's handler."""
    (await state.get_state(NoticeState))._say(done=done, problem=problem)


def notice(problem: str) -> StateUpdate:
    """What a page is told in answer to an event that was not handled; nothing of it is kept."""
    said = {"problem": problem, "done": "", "turn": int(time())}
    return StateUpdate(
        delta={NoticeState.get_full_name(): {f"{name}{FIELD_MARKER}": value for name, value in said.items()}}
    )


def say_trouble(exception: Exception) -> EventSpec | None:
    """Reflex's hook for a handler that failed: a log line for us, a sentence for the shopper.

    An event of the wrong shape that failed before it reached a handler of ours is none that our pages send.
    """
    modules = (frame.f_globals.get("__name__", "") for frame, _ in walk_tb(exception.__traceback__))
    if isinstance(exception, WRONG_SHAPE) and not any(name.startswith(OURS) for name in modules):
        log.warning("page_event_refused", why=type(exception).__name__)
        return None
    log.error("page_event_failed", exc_info=exception)
    spec: EventSpec = events(NoticeState).say_trouble()
    return spec


def _card(sign: rx.Component, *said: rx.Component, stay: str = "", **props: Any) -> rx.Component:
    return rx.el.div(
        sign,
        *said,
        rx.el.button(
            icon("close", 18),
            type="button",
            aria_label=_("Dismiss"),
            on_click=events(NoticeState).dismiss,
            class_name=f"{BARE} text-muted",
        ),
        class_name="notice pointer-events-auto flex items-center gap-3 rounded-panel border border-line "
        f"bg-surface text-ink pl-4 pr-1 py-0.5 max-w-md w-full {stay}",
        **props,
    )


def _message(words: rx.Var[str]) -> rx.Component:
    return rx.el.p(words, class_name="grow min-w-0 text-card py-2.5")


def _news(news: Shown) -> rx.Component:
    sign = rx.match(
        news.tone,
        ("bad", rx.el.span(icon("warn"), class_name="text-sale")),
        ("look", rx.el.span(icon("warn"), class_name="text-warn")),
        rx.el.span(icon("check"), class_name="text-accent"),
    )
    link = rx.el.a(
        rx.el.span(
            rx.el.span(news.words, class_name="block text-card font-medium"),
            rx.el.span(news.about, class_name="block text-note text-muted truncate"),
            class_name="grow min-w-0",
        ),
        rx.el.span(
            _("See order"),
            class_name="shrink-0 text-note font-medium underline underline-offset-4 decoration-control "
            "group-hover:decoration-current",
        ),
        href=news.address,
        class_name="group grow min-w-0 flex items-center gap-3 py-2.5 rounded-card",
    )
    return _card(sign, link, key=news.address + news.words, stay="[--stay:12s]")


def notices() -> rx.Component:
    """Where messages show: above everything, under the thumb on a phone."""
    news: Shown = NoticeState.news
    return rx.el.div(
        rx.el.div(
            rx.cond(
                NoticeState.done != "",
                _card(
                    rx.el.span(icon("check"), class_name="text-accent"),
                    _message(NoticeState.done),
                    key=NoticeState.turn.to_string(),
                ),
            ),
            rx.cond(news.words != "", _news(news)),
            role="status",
            class_name="contents",
        ),
        rx.cond(
            NoticeState.problem != "",
            _card(
                rx.el.span(icon("warn"), class_name="text-sale"),
                _message(NoticeState.problem),
                key=NoticeState.turn.to_string(),
                role="alert",
                stay="[--stay:20s]",
            ),
        ),
        class_name="notices pointer-events-none fixed inset-x-4 bottom-4 z-50 flex flex-col items-center "
        "gap-2",
    )
