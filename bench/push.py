"""From the click on "Buy now" to "Paid" on the screen, over a hundred orders, and where the time goes.

A whole shop by `rivulet run` in a home of its own, its provider answering at once; a headless Chromium that
buys on the home page, sees the order paid on the orders page, and goes back, all in one document. Then the
same while 200 other order pages are open in the same storefront process: first of other shoppers each, then
of this very shopper, whose every news goes to all of them. And newcomers, each with the first order of a
document just loaded, which has never shown the orders page.

The parts follow one another and add up, all on this machine's clock:
  commit      the browser's click event → MongoDB's change stream shows the order to another process
  publish     → Redis appends OrderPlaced to ORDERS_STREAM (the entry's id, in whole milliseconds)
  payment     → Redis appends the report of the payment to PAYMENTS_STREAM (likewise)
  projection  → the hint that the order's view is "Paid" reaches another process that listens for it
  push        → the WebSocket message that makes the order "Paid" reaches the page's thread
  paint       → the frame that shows it is drawn: MutationObserver, requestAnimationFrame, the task after it
Beside that chain the page itself moves: `redirect` (click → the page is told to go to its orders) and
`orders page` (click → the first frame with this order on it, "Created" or already "Paid"). "Paid" can't be
painted before, so where the chain's push is long the page was still on its way.

The browser prefers reduced motion: what a frame holds is seen at once. The first orders warm up, uncounted.
"""

import asyncio
import json
import os
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright
from push_crowd import Crowd
from push_shopper import Shopper
from push_watcher import Moments, Watcher
from redis import Redis
from report import Report, arguments, finish
from shop_process import UNLIMITED, Load, running_shop

from backend.launch.browser import found_browser
from backend.order_history.index import ORDERS as ORDER_HINTS

ORDERS = 100
WARM_UP = 5
CROWD = 200
AT_ONCE = {"RIVULET_PAYMENT_LATENCY_MS": "0"}
WHOLE = "click → paid"
PARTS = ("commit", "publish", "payment", "projection", "push", "paint")
BESIDE = ("redirect", "orders page")
LOAD = "load"

Order = dict[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """`crowd` other order pages are open, of this shopper where `of_this_shopper`."""

    name: str
    orders: int
    crowd: int = 0
    of_this_shopper: bool = False
    newcomers: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The parts of each order of a case, and the load of the machine."""

    orders: list[Order]
    load: dict[str, float]


def parts_of(noted: dict[str, Any], watched: dict[str, Moments]) -> Order:
    """Milliseconds of each part of one order, and of the whole."""
    shown = next(entry for entry in noted["shown"] if entry["status"] == "Paid")
    order_id, offset = shown["id"], noted["offset"]
    card_at, version = next(found for at, data in noted["received"] if (found := _paid(at, data, order_id)))
    moments = watched[order_id]
    clicked, painted = noted["clicked"] + offset, shown["painted"] + offset
    steps = (
        clicked,
        moments["committed"],
        moments["placed"],
        moments["reported"],
        moments[f"told {version}"],
        card_at + offset,
        painted,
    )
    parts = {name: end - begin for name, begin, end in zip(PARTS, steps[:-1], steps[1:], strict=True)}
    redirected = next(at for at, data in noted["received"] if '"_redirect"' in data)
    return {
        WHOLE: painted - clicked,
        **parts,
        "redirect": redirected - noted["clicked"],
        "orders page": min(entry["painted"] for entry in noted["shown"]) - noted["clicked"],
    }


def _paid(at: float, data: str, order_id: str) -> tuple[float, int] | None:
    """When and in which version a message makes the order "Paid", if it does."""
    if order_id not in data or '"Paid"' not in data:
        return None
    _, update = json.loads(data[data.index(",") + 1 :])
    for change in (update.get("delta") or {}).values():
        for card in change.get("orders_rx_state_", ()):
            if card["order_id"] == order_id and card["status"] == "Paid":
                return at, card["version"]
    return None


async def measure(case: Case, browser: Browser, shop: dict[str, Any], watcher: Watcher) -> Found:
    """All orders of a case, and what kept the machine busy meanwhile."""
    shopper = await Shopper.enter(browser, shop["url"])
    crowd = Crowd(shop["url"], shopper.boot)
    await crowd.open(case.crowd, await shopper.cookie() if case.of_this_shopper else None)
    _check_followed(shop, 1 if case.of_this_shopper else case.crowd)
    noted = []
    for number in range(WARM_UP + case.orders):
        if number == WARM_UP:
            load = Load(shop)
        noted.append(await shopper.buy(number))
        if case.newcomers:
            await shopper.leave()
            shopper = await Shopper.enter(browser, shop["url"])
        else:
            await shopper.go_back()
    busy = load.so_far()
    if crowd.connected != case.crowd:
        raise SystemExit(f"{case.name}: only {crowd.connected} of {case.crowd} pages stayed open")
    if case.of_this_shopper:
        await crowd.told(len(noted))
    await crowd.close()
    await shopper.leave()
    watched = watcher.moments()
    return Found([parts_of(each, watched) for each in noted[WARM_UP:]], busy)


def _check_followed(shop: dict[str, Any], crowd: int) -> None:
    with Redis.from_url(shop["redis"]["url"]) as redis:
        followed = len(redis.pubsub_channels(ORDER_HINTS.channel("*")))
    if followed < crowd:
        raise SystemExit(f"the storefront follows {followed} shoppers, though {crowd} have a page open")


def add(report: Report, case: Case, found: Found) -> float:
    """Rows for a case; its p95."""
    for what in (WHOLE, *PARTS, *BESIDE):
        each = sorted(order[what] for order in found.orders)
        report.row(
            case=case.name, what=what, p50_ms=statistics.median(each), p95_ms=p95(each), most_ms=each[-1]
        )
    report.settings.setdefault(LOAD, {})[case.name] = {
        name: round(value, 1) for name, value in found.load.items()
    }
    return p95([order[WHOLE] for order in found.orders])


def p95(values: list[float]) -> float:
    """The least of the values that 95 in a hundred don't exceed."""
    return sorted(values)[-(-95 * len(values) // 100) - 1]


async def run(report: Report, orders: int) -> None:
    alone = Case("alone", orders)
    others = Case(f"{CROWD} pages of others", orders, CROWD)
    newcomers = Case("newcomers", max(10, orders // 5), newcomers=True)
    own = Case(f"{CROWD} pages of this shopper", max(10, orders // 5), CROWD, of_this_shopper=True)
    path = found_browser()
    if not path:
        raise SystemExit("no Chromium or Google Chrome here; `make test` installs one")
    with (
        tempfile.TemporaryDirectory() as folder,
        running_shop(Path(folder) / "home", **AT_ONCE, **UNLIMITED) as shop,
        Watcher(shop["redis"]["url"], shop["mongodb"]["url"]) as watcher,
    ):
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            for case in (alone, others, newcomers, own):
                found = await measure(case, browser, shop, watcher)
                slow = add(report, case, found)
                if case is alone:
                    median = statistics.median(order[WHOLE] for order in found.orders)
                    report.goal("click → paid, p50", median, 100.0, "ms")
                    report.goal("click → paid, p95", slow, 250.0, "ms")
                if case.crowd:
                    report.goal(f"click → paid, p95, {case.name} open", slow, 250.0, "ms")
            await browser.close()


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--orders", type=int, default=ORDERS, help=f"orders of each case ({ORDERS})")
    options = parser.parse_args()
    report = Report(
        "From the click to Paid on the screen",
        {"orders": options.orders, "warm_up": WARM_UP, "crowd": CROWD, **AT_ONCE},
    )
    asyncio.run(run(report, options.orders))
    finish(report, options)
    print(f"\nLoad, in percent of one of {os.cpu_count()} cores:")
    for case, load in report.settings[LOAD].items():
        print(f"  {case}: " + ", ".join(f"{name} {value:,.1f}" for name, value in load.items()))


if __name__ == "__main__":
    main()
