"""A socket's events are taken in their shape alone; of anything else the log has one line."""

import inspect
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reflex_base.registry import RegistrationContext
from reflex_base.utils.format import format_event_handler
from structlog.testing import capture_logs

from storefront.cart import CartState
from storefront.hearing import complaint, hear_only_events, is_connection
from storefront.session import CONNECTED

ADD = format_event_handler(CartState.event_handlers["add"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


class Namespace:
    """Stands where Reflex's does, and keeps what gets through."""

    def __init__(self) -> None:
        self.heard: list[Any] = []

    async def on_event(self, sid: str, said: Any) -> None:
        self.heard.append(said)

    async def trigger_event(self, event: Any, *args: Any) -> Any:
        return await getattr(self, "on_" + event)(*args)


@pytest.mark.parametrize(
    "event",
    [
        {"name": ADD, "payload": {"product_id": 1}, "router_data": {"pathname": "/", "asPath": "/"}},
        {"name": ADD, "payload": {"product_id": {"any": "thing"}}},
        {"name": CONNECTED, "payload": {"hashes": []}, "router_data": {"pathname": "/", "query": {"q": "x"}}},
        {"name": CONNECTED},
    ],
)
async def test_an_event_is_let_through(event: dict[str, Any]) -> None:
    namespace = Namespace()
    hear_only_events(namespace)  # type: ignore[arg-type]
    await namespace.trigger_event("event", "sid", event)
    assert namespace.heard == [event]


@pytest.mark.parametrize(
    "said",
    [
        (),
        (None,),
        ("text",),
        ({"name": ADD, "payload": {"product_id": 1}}, "more"),
        ({"name": "no.such.handler"},),
        ({"name": [ADD]},),
        ({"name": ADD},),
        ({"name": ADD, "payload": None},),
        ({"name": ADD, "payload": [1]},),
        ({"name": ADD, "payload": {"product_id": 1, "more": 2}},),
        ({"name": ADD, "payload": {"product_id": 1, "self": 2}},),
        ({"name": ADD, "payload": {"product_id": 1}, "router_data": "x"},),
        ({"name": ADD, "payload": {"product_id": 1}, "router_data": {"pathname": 1}},),
        ({"name": ADD, "payload": {"product_id": 1}, "router_data": {"query": "x"}},),
    ],
)
async def test_what_is_no_event_is_a_line_in_the_log(said: tuple[Any, ...]) -> None:
    namespace = Namespace()
    hear_only_events(namespace)  # type: ignore[arg-type]
    with capture_logs() as lines:
        await namespace.trigger_event("event", "sid", *said)
    assert namespace.heard == []
    assert [(line["event"], line["log_level"]) for line in lines] == [("page_event_refused", "warning")]


@pytest.mark.parametrize("event", [3, None, "nothing", "connect"])
async def test_a_message_of_another_name_is_a_line_in_the_log(event: Any) -> None:
    namespace = Namespace()
    hear_only_events(namespace)  # type: ignore[arg-type]
    with capture_logs() as lines:
        await namespace.trigger_event(event, "sid", {})
    assert [line["log_level"] for line in lines] == ["warning"]


def test_a_page_can_send_no_more_than_its_buttons_and_never_says_whose_page_it_is() -> None:
    import storefront.app  # noqa: F401

    handlers = {
        name.partition(".storefront___")[2].partition("____")[2]: set(
            inspect.signature(found.handler.fn).parameters
        )
        for name, found in RegistrationContext.get().event_handlers.items()
        if ".storefront___" in name and not name.endswith(".setvar")
    }
    assert set(handlers) == {
        *("account_state.load", "entering_state.load", "holding_state.cancel"),
        *("buying_state.buy_now", "buying_state.end_intent", "buying_again_state.buy_again"),
        *(
            "cart_state.add",
            "cart_state.arrive",
            "cart_state.buy",
            "cart_state.load",
            "cart_state.note_price",
        ),
        *("cart_state.open", "cart_state.remove", "cart_state.one_less", "cart_state.one_more"),
        "cart_state.undo",
        *("notice_state.dismiss", "notice_state.say_trouble"),
        *("order_state.load", "orders_state.load", "orders_state.more", "order_news_state.heard"),
        *("product_state.ask_for_size", "product_state.choose", "product_state.load"),
        "product_state.stock_changed",
        *("search_state.load", "search_state.more", "search_state.search", "search_state.sort_by"),
        *("search_state.submit", "size_state.to_add", "size_state.to_buy_now"),
    }
    assert not any("user" in parameters for parameters in handlers.values())


@given(ANYTHING)
def test_nothing_at_all_makes_the_check_fail(said: Any) -> None:
    assert complaint(said)
    assert complaint({"name": ADD, "payload": said, "router_data": said})


def test_a_page_can_not_say_that_it_connected() -> None:
    assert not is_connection(("sid", {"asgi.send": "x"}))
    assert is_connection(("sid", {"asgi.send": print}, {}))
