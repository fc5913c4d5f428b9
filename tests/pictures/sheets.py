"""Contact sheets: many pictures of a page at once, a row for each state."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROWS = 4
GAP, LABEL = 16, 22
GROUND, INK = "#c9c6c1", "#1e1a16"
# How wide and high one picture of that width stands on a sheet.
SIZES = {"390": (300, 800), "1440": (560, 620)}


def make_sheets(pictures: Sequence[Path], folder: Path) -> None:
    """One or more for each page and width; the pictures are named `page/state-width-theme-language`."""
    rows: dict[tuple[str, str], dict[str, list[Path]]] = defaultdict(lambda: defaultdict(list))
    for picture in pictures:
        if picture.exists():
            state, width, _, _ = picture.stem.rsplit("-", 3)
            rows[picture.parent.name, width][state].append(picture)
    folder.mkdir(parents=True, exist_ok=True)
    for (page, width), states in rows.items():
        names = list(states)
        for number, start in enumerate(range(0, len(names), ROWS), 1):
            sheet = _sheet([states[name] for name in names[start : start + ROWS]], SIZES[width])
            sheet.save(folder / f"{page}-{width}-{number}.jpg", quality=82)


def _sheet(rows: Sequence[Sequence[Path]], size: tuple[int, int]) -> Image.Image:
    width, height = size[0] + GAP, size[1] + LABEL + GAP
    sheet = Image.new("RGB", (GAP + width * max(map(len, rows)), GAP + height * len(rows)), GROUND)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(14)
    for row, pictures in enumerate(rows):
        for column, path in enumerate(pictures):
            left, top = GAP + column * width, GAP + row * height
            draw.text((left, top), f"{path.parent.name}/{path.stem}", INK, font)
            sheet.paste(_small(path, size), (left, top + LABEL))
    return sheet


def _small(path: Path, size: tuple[int, int]) -> Image.Image:
    """The upper part of a picture, as wide as its place."""
    with Image.open(path) as picture:
        scale = size[0] / picture.width
        upper = picture.crop((0, 0, picture.width, min(picture.height, int(size[1] / scale))))
        return upper.resize((size[0], max(1, round(upper.height * scale))), Image.Resampling.LANCZOS)
