"""What the first page costs a stranger, and that nothing of it is loaded twice."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from backend.kit.languages import ENGLISH, LANGUAGES
from backend.launch.frontend import built_frontend
from tests.e2e.first_page import compressed, loaded_by, part_of
from tests.running_shop import RunningShop

MOST_KB = {".js": 160, ".css": 30}
# What the parts took in kilobytes when somebody last looked, to tell which of them grew.
USUAL_KB = {
    "entry.client.js": 57.5,
    "context.js": 36.6,
    "errorBoundaries.js": 34.1,
    "root.js": 6.2,
    "_index.js": 3.2,
    "manifest.js": 0.5,
    "reflex-env.js": 0.2,
    "__reflex_global_styles.css": 6.3,
}


@pytest.fixture(scope="module")
async def build() -> Path:
    """The pages as they are now."""
    return await asyncio.to_thread(built_frontend) / "build"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MOST_KB)
def test_the_first_page_is_light(build: Path, language: str, kind: str):
    pages = build / ("client" if language == ENGLISH else language)
    addresses = [each for each in loaded_by(pages / "index.html", build / "client") if each.endswith(kind)]
    parts = {part_of(each): compressed(each, build / "client") / 1000 for each in addresses}
    assert parts
    assert sum(parts.values()) <= MOST_KB[kind], "\n".join(_account(parts))


def _account(parts: dict[str, float]) -> Iterator[str]:
    """The parts, those first that grew most."""
    yield f"{sum(parts.values()):.1f} KB compressed:"
    for part, size in sorted(parts.items(), key=lambda each: USUAL_KB.get(each[0], 0) - each[1]):
        grew = f"{size - USUAL_KB[part]:+.1f}" if part in USUAL_KB else "new"
        yield f"{part:40} {size:6.1f}  {grew}"


async def test_what_grew_is_named_first():
    account = [*_account({"context.js": 36.6, "_index.js": 9.9, "charts.js": 40.0})]
    assert [line.split()[0] for line in account[1:]] == ["charts.js", "_index.js", "context.js"]


async def test_its_parts_are_kept_for_ever_and_come_compressed(build: Path, running_shop: RunningShop):
    addresses = loaded_by(build / "client" / "index.html", build / "client")
    async with httpx.AsyncClient(base_url=running_shop.url, headers={"Accept-Encoding": "br"}) as client:
        for address in addresses:
            async with client.stream("GET", address) as answer:
                assert answer.status_code == 200, address
                assert "immutable" in answer.headers["cache-control"], address
                assert answer.headers["content-encoding"] == "br", address
                raw = [chunk async for chunk in answer.aiter_raw()]
            assert sum(map(len, raw)) == compressed(address, build / "client"), address
        page = await client.get("/")
        assert "immutable" not in page.headers["cache-control"]
