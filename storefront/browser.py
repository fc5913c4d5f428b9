"""The few things only the browser can do, as functions compiled into the pages (nothing is evaluated)."""

import reflex as rx
from reflex.event import EventSpec

from storefront.i18n import language

# Days before months and 24 hours, as most readers of English write them.
TIME_LOCALES = {"en": "en-GB", "zh": "zh-CN"}

OFFLINE = "offline"
CLOSE = "window.rivuletOver.close();"
FOCUS_CONTENT = "document.getElementById('main')?.focus({ preventScroll: true });"
# Over another page lies nothing of what lay over the last one, nor comes a question that was asked there; and
# what had focus in the content is about to go with it.
LEAVE = (
    f"{CLOSE} window.rivuletAsks = false; if (document.activeElement?.closest('main')) {{ {FOCUS_CONTENT} }}"
)
FOCUSABLE = "button:not(:disabled), a:not([tabindex]), [role=group][tabindex]"

# A product's name in its address is decoration; what the home page lists is in its query alone.
HEAD_OF_HERE = (
    "const here = location.pathname === '/' ? '/' + location.search : location.pathname.split('-')[0];"
    "document.head.querySelectorAll('[data-of]').forEach("
    "(said) => said.dataset.of === here || said.remove());"
)

LAST_RELOAD = (
    "const justReloaded = Date.now() - (Number(sessionStorage.getItem('rivulet_reloaded')) || 0) < 15000;"
)
RELOAD = "sessionStorage.setItem('rivulet_reloaded', Date.now()); location.reload();"
RELOAD_ONCE = f"{LAST_RELOAD} if (!justReloaded) {{ {RELOAD} }}"


def _run(code: str) -> EventSpec:
    return rx.call_function(rx.Var(f"(() => {{ {code} }})"))


def open_dialog(name: str) -> EventSpec:
    """Open a dialog over the page; focus goes to its first button and later back where it came from."""
    return _run(opening(name))


def opening(name: str) -> str:
    """The code that opens a dialog; once it is painted, focus goes to its first button, which closes it."""
    return f"window.rivuletOver.open('{name}');"


def close_dialog() -> EventSpec:
    """Close the dialog that is open."""
    return _run(CLOSE)


def expect_question() -> EventSpec:
    """The shopper has done what a question will follow; a page that is loaded anew has forgotten it."""
    return _run("window.rivuletAsks = true;")


def say_not_bought() -> EventSpec:
    """Without a connection, have the notice of that say that nothing was bought by this click."""
    return _run(
        "if (window.rivuletLine?.readyState !== WebSocket.OPEN)"
        f" document.getElementById('{OFFLINE}')?.setAttribute('data-refused', '');"
    )


def focus_end(dialog: str, place: int) -> EventSpec:
    """Move focus to what can have it in a dialog by its place; -1 is the last."""
    return _run(f"[...document.querySelectorAll('#{dialog} :is({FOCUSABLE})')].at({place})?.focus();")


def focus_line() -> EventSpec:
    """Before the button that has focus goes: to the first link of the line that it stands in."""
    return _run("document.activeElement?.closest('li')?.querySelector('a:not([tabindex])')?.focus();")


def arrive() -> EventSpec:
    """A page came up: let keyboards start at its content.

    Not on the first page, where the browser has put focus itself, nor while somebody types a search.
    """
    return _run(
        f"if (window.rivuletSeen && document.activeElement === document.body) {{ {FOCUS_CONTENT} }}"
        f"window.rivuletSeen = true; {HEAD_OF_HERE}"
    )


def hear_what_was_typed(name: str) -> EventSpec:
    """Have React hear of a text that was typed before it was there to listen."""
    return _run(f"if (document.getElementById('{name}')?.value) {hear_again(name)}")


def hear_again(name: str) -> str:
    """The code that has React hear of an input's text as if it had just been typed."""
    return (
        f"{{ const i = document.getElementById('{name}'); i?._valueTracker?.setValue(i.value + ' ');"
        " i?.dispatchEvent(new Event('input', { bubbles: true })); }"
    )


def noted(text: rx.Var[str]) -> rx.Var[str]:
    """What is typed, and that it was typed now."""
    return rx.Var(f"(window.rivuletTyped = Date.now(), {text!s})", _var_type=str)


def note_last(kind: str) -> EventSpec:
    """Remember the last element of a list that is about to grow."""
    return _run(f"window.rivuletLast = [...document.querySelectorAll('main {kind}')].at(-1);")


def go_on() -> EventSpec:
    """Where the button for more was, after its last use: focus goes to the first that is new."""
    return _run(
        "const next = window.rivuletLast?.nextElementSibling; window.rivuletLast = null;"
        "if (next && document.activeElement === document.body)"
        " (next.matches('[tabindex]') ? next : next.querySelector('a'))?.focus();"
    )


def note_presence(what: str) -> EventSpec:
    """Remember that something stands on the page at this address."""
    return _run(f"window.rivuletStood = '{what} ' + location.pathname;")


def take_focus_of(what: str, wanted: str) -> EventSpec:
    """Where this has gone with the focus that was in it: to the first element of this kind."""
    return _run(
        f"if (window.rivuletStood === '{what} ' + location.pathname"
        f" && document.activeElement === document.body) document.querySelector('{wanted}')?.focus();"
    )


def reload_once(otherwise: str) -> EventSpec:
    """Load the document again to be known by a new cookie; where that has just not helped, show an element.

    Not at once: another tab's sign-in may have ended the session, and its answer brings the new cookie. A
    page that asks before it is there would be given a guest's in its place.
    """
    return _run(
        f"{LAST_RELOAD} if (!justReloaded) setTimeout(() => {{ {RELOAD} }}, 1000);"
        f" else document.getElementById('{otherwise}').hidden = false;"
    )


def focus_first(wanted: str) -> EventSpec:
    """Focus goes to the first element of this kind."""
    return _run(f"document.querySelector('{wanted}')?.focus();")


def keep_head_of_here() -> EventSpec:
    """Take away what the document's head says of another product or list than the one at this address."""
    return _run(HEAD_OF_HERE)


def print_page() -> EventSpec:
    """Put the page on paper."""
    return _run("window.print();")


def focus_wrong() -> EventSpec:
    """Focus goes to the field that a form was refused for."""
    return _run("document.querySelector('main [aria-invalid=true]')?.focus();")


def local_time(moment: rx.Var[str]) -> rx.Component:
    """A moment as `<time>`, read in the shopper's own time zone."""
    shown: rx.Var[str] = rx.Var(
        # Made once: a list of orders has hundreds of moments.
        "(window.rivuletTime ??= new Intl.DateTimeFormat("
        f"'{TIME_LOCALES[language()]}', {{ dateStyle: 'medium', timeStyle: 'short' }}))"
        f".format(new Date({moment!s}))",
        _var_type=str,
        _var_data=moment._get_all_var_data(),
    )
    return rx.el.time(shown, date_time=moment, class_name="tabular")
