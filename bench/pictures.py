"""Product pictures drawn by code: how long one takes, how large it is, and how large on the wire.

Every picture of the first catalogue: drawn in one process, then asked for over HTTP, one at a time, of a
gateway that has drawn none of them yet, and once more.
"""

import asyncio
import gzip
import logging
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import uvicorn
import uvloop
from report import Report, arguments, finish
from starlette.applications import Starlette

from backend.gateway import pictures
from backend.products.drawings import draw_svg, picture_path
from backend.products.generator import generate
from backend.products.models import ProductRecord
from backend.settings import Settings
from backend.stores.embedded import embedded_stores
from backend.telemetry import configure_logging
from backend.wiring import open_shop

P95_MS = 15.0
MEDIAN_KB = 12.0


def draw(products: Sequence[ProductRecord], report: Report) -> None:
    """What drawing alone takes."""
    sizes: dict[str, list[float]] = defaultdict(list)
    packed: dict[str, list[float]] = defaultdict(list)
    took: dict[str, list[float]] = defaultdict(list)
    busy: list[float] = []
    for product in products:
        assert product.drawing
        article = product.drawing.article
        began, busy_before = time.perf_counter(), time.thread_time()
        svg = draw_svg(product.drawing).encode()
        busy.append(1000 * (time.thread_time() - busy_before))
        took[article].append(1000 * (time.perf_counter() - began))
        sizes[article].append(len(svg) / 1000)
        packed[article].append(len(gzip.compress(svg)) / 1000)
    for article in sorted(sizes):
        report.row(
            article=article,
            pictures=len(sizes[article]),
            kb_median=statistics.median(sizes[article]),
            kb_max=max(sizes[article]),
            gzip_kb_median=statistics.median(packed[article]),
            ms_median=statistics.median(took[article]),
        )
    report.goal("drawn: p95", _p95([each for some in took.values() for each in some]), P95_MS, "ms")
    report.goal("drawn: p95 of processor time", _p95(busy), P95_MS, "ms")
    kilobytes = [each for some in sizes.values() for each in some]
    report.goal("size: median", statistics.median(kilobytes), MEDIAN_KB, "KB")


async def ask(products: Sequence[ProductRecord], report: Report) -> None:
    """What a browser waits, its own part of the way included."""
    configure_logging(logging.WARNING)
    with tempfile.TemporaryDirectory(prefix="rivulet-bench-") as folder:
        home = Path(folder)
        async with embedded_stores(home) as urls:
            settings = Settings(home=home, redis_url=str(urls.redis), mongodb_url=str(urls.mongodb))
            async with open_shop(settings) as shop, _gateway() as address:
                await shop.products.seed()
                addresses = [picture_path(product.to_document()) for product in products]
                async with httpx.AsyncClient(base_url=address) as browser:
                    await browser.get("/pictures/1-00000000.svg")  # the connection is open
                    for name in ("drawn on demand, over HTTP: p95", "kept, over HTTP: p95"):
                        waited = [await _wait_for(browser, each) for each in addresses]
                        report.goal(name, _p95(waited), P95_MS, "ms")


async def _wait_for(browser: httpx.AsyncClient, address: str) -> float:
    began = time.perf_counter()
    (await browser.get(address)).raise_for_status()
    return 1000 * (time.perf_counter() - began)


@asynccontextmanager
async def _gateway() -> AsyncIterator[str]:
    """The address of the picture routes behind a real server."""
    app = Starlette(routes=pictures.routes)
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", log_level="warning"))
    serving = asyncio.create_task(server.serve())
    async with asyncio.timeout(10):
        while not server.started:  # noqa: ASYNC110 - uvicorn offers no event for it
            await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def main() -> None:
    options = arguments(__doc__).parse_args()
    products = generate()
    report = Report("Product pictures", {"products": len(products)})
    draw(products, report)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(ask(products, report))
    finish(report, options)


if __name__ == "__main__":
    main()
