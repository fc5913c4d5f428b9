"""Product pictures drawn by code: how long one takes, how large it is, and how large on the wire.

Every picture of the first catalogue, drawn in one process as the storefront does on demand.
"""

import gzip
import statistics
import time
from collections import defaultdict

from report import Report, arguments, finish

from backend.products.drawings import draw_svg
from backend.products.generator import generate

P95_MS = 15.0
MEDIAN_KB = 12.0


def measure(report: Report) -> None:
    sizes: dict[str, list[float]] = defaultdict(list)
    packed: dict[str, list[float]] = defaultdict(list)
    took: dict[str, list[float]] = defaultdict(list)
    products = generate()
    for product in products:
        assert product.drawing
        article = product.drawing.article
        began = time.perf_counter()
        svg = draw_svg(product.drawing).encode()
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
    every = [each for some in took.values() for each in some]
    report.goal("drawn on demand: p95", statistics.quantiles(every, n=20)[-1], P95_MS, "ms")
    kilobytes = [each for some in sizes.values() for each in some]
    report.goal("size: median", statistics.median(kilobytes), MEDIAN_KB, "KB")


def main() -> None:
    options = arguments(__doc__).parse_args()
    report = Report("Product pictures", {"products": len(generate())})
    measure(report)
    finish(report, options)


if __name__ == "__main__":
    main()
