"""From the click on "Buy now" to "Paid" on the screen, over a hundred orders, and where the time goes.

A whole shop by `rivulet run` in a home of its own, its provider answering at once; a headless Chromium that
buys on the home page, sees the order paid on the orders page, and goes back, all in one document. Then the
same while 200 other order pages are open in the same storefront process: first of other shoppers each, then
of this very shopper, whose every news goes to all of them. And newcomers, each with the first order of a
page just loaded, whose orders page has nothing to show until it has asked.

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
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from playwright.async_api import Browser, Locator, Page, async_playwright
from push_crowd import Crowd, boot_of
from push_watcher import Moments, Watcher
from redis import Redis
from report import Report, arguments, finish

from backend.launch.browser import found_browser
from backend.launch.status import status
from backend.stores.embedded.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
IN_PAGE = Path(__file__).with_name("push_page.js").read_text()
ORDERS = 100
WARM_UP = 5
CROWD = 200
PATIENCE_S = 20.0
PAUSE_S = 0.05
WHOLE = "click → paid"
PARTS = ("commit", "publish", "payment", "projection", "push", "paint")
BESIDE = ("redirect", "orders page")
OPEN_WITHIN_S = 180.0
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


@contextmanager
def running_shop(home: Path) -> Iterator[dict[str, Any]]:
    """What `rivulet status` says of a shop that is open inside the block, on stores of its own."""
    left_out = ("RIVULET_", "REDIS_URL", "MONGODB_URL")
    own = {
        "RIVULET_HOME": str(home),
        "RIVULET_PORT": str(free_port(0)),
        "RIVULET_PAYMENT_LATENCY_MS": "0",
    }
    env = {name: value for name, value in os.environ.items() if not name.startswith(left_out)} | own
    command = [str(Path(sys.executable).with_name("rivulet")), "run"]
    with (home.parent / "shop.out").open("w+") as said:
        shop = subprocess.Popen(command, cwd=ROOT, env=env, stdout=said, stderr=said, start_new_session=True)
        try:
            deadline = time.monotonic() + OPEN_WITHIN_S
            while not (found := status(home))["url"]:
                if shop.poll() is not None or time.monotonic() > deadline:
                    said.seek(0)
                    raise SystemExit(f"the shop did not open. It said:\n{said.read()}")
                time.sleep(0.2)
            yield found
        finally:
            shop.terminate()
            shop.wait(20)


class Shopper:
    """Buys in one page; the document is never loaded anew."""

    def __init__(self, page: Page, url: str) -> None:
        self._page = page
        self._url = url
        self.boot: dict[str, Any] = {}
        page.on("websocket", lambda socket: socket.on("framesent", self._note_boot))

    @classmethod
    async def enter(cls, browser: Browser, url: str) -> "Shopper":
        """Somebody new on the home page."""
        context = await browser.new_context(reduced_motion="reduce", viewport={"width": 1440, "height": 900})
        await context.add_init_script(IN_PAGE)
        context.set_default_timeout(1000 * PATIENCE_S)
        shopper = cls(await context.new_page(), url)
        await shopper._page.goto(url)
        await shopper._cards.first.wait_for()
        return shopper

    async def buy(self, number: int) -> dict[str, Any]:
        """Buy one product; what the page noted."""
        cards = await self._cards.all()
        button = cards[number % len(cards)].get_by_role("button", name="Buy now")
        await button.scroll_into_view_if_needed()
        await asyncio.sleep(PAUSE_S)
        box = await button.bounding_box()
        assert box, "the button is gone"
        await self._page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        await asyncio.sleep(PAUSE_S)
        await self._page.evaluate("bench.start()")
        paid = asyncio.ensure_future(self._page.evaluate("bench.paid()"))
        await self._page.mouse.down()
        await self._page.mouse.up()
        done, _ = await asyncio.wait([paid], timeout=PATIENCE_S)
        if not done:
            so_far = json.dumps(await self._page.evaluate("bench.soFar()"), indent=1)[:4000]
            raise SystemExit(f"order {number} was not paid in {PATIENCE_S} s at {self._page.url}: {so_far}")
        noted: dict[str, Any] = paid.result()
        return noted

    async def go_back(self) -> None:
        """To the home page, in the same document."""
        await asyncio.sleep(PAUSE_S)
        await self._page.get_by_role("banner").get_by_role("link", name="Rivulet").click()
        await self._cards.first.wait_for()

    async def cookie(self) -> str:
        """Who this shopper is."""
        cookies = await self._page.context.cookies()
        return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)

    async def leave(self) -> None:
        """Close the page."""
        await self._page.context.close()

    @property
    def _cards(self) -> Locator:
        """Products that won't be sold out by this."""
        return (
            self._page.get_by_role("article")
            .filter(has=self._page.get_by_role("button", name="Buy now", disabled=False))
            .filter(has_not_text="Only ")
        )

    def _note_boot(self, sent: str | bytes) -> None:
        self.boot = self.boot or (boot_of(sent) if isinstance(sent, str) else None) or {}


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
        followed = len(redis.pubsub_channels("rivulet:orders:*"))
    if followed < crowd:
        raise SystemExit(f"the storefront follows {followed} shoppers, though {crowd} have a page open")


class Load:
    """How busy this machine was: by the shop, by all of it, and the kernel's load average."""

    def __init__(self, shop: dict[str, Any]) -> None:
        pids = {service["pid"] for service in shop["services"]}
        self._services = [psutil.Process(pid) for pid in pids]
        self._stores = [psutil.Process(shop[name]["pid"]) for name in ("redis", "mongodb")]
        self._started, self._before = time.monotonic(), self._seconds()
        psutil.cpu_percent()

    def so_far(self) -> dict[str, float]:
        """Percent of one core each; all cores together are `machine`."""
        took = time.monotonic() - self._started
        busy = {name: 100 * (after - self._before[name]) / took for name, after in self._seconds().items()}
        machine = psutil.cpu_percent() * (psutil.cpu_count() or 1)
        return {"seconds": took, **busy, "machine": machine, "load average": os.getloadavg()[0]}

    def _seconds(self) -> dict[str, float]:
        times = {"services": self._services, "stores": self._stores}
        return {
            name: sum(sum(process.cpu_times()[:2]) for process in processes)
            for name, processes in times.items()
        }


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
        running_shop(Path(folder) / "home") as shop,
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
                if case is others:
                    report.goal(f"click → paid, p95, {case.name} open", slow, 250.0, "ms")
            await browser.close()


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--orders", type=int, default=ORDERS, help=f"orders of each case ({ORDERS})")
    options = parser.parse_args()
    report = Report(
        "From the click to Paid on the screen",
        {"orders": options.orders, "warm_up": WARM_UP, "crowd": CROWD, "payment_latency_ms": 0},
    )
    asyncio.run(run(report, options.orders))
    finish(report, options)
    print(f"\nLoad, in percent of one of {os.cpu_count()} cores:")
    for case, load in report.settings[LOAD].items():
        print(f"  {case}: " + ", ".join(f"{name} {value:,.1f}" for name, value in load.items()))


if __name__ == "__main__":
    main()
