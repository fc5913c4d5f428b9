"""Nothing of a drawn picture is cut off at the tile's edge or lies outside it, as a browser paints it."""

from playwright.async_api import Browser

from backend.products.pictures.drawing import draw
from backend.products.pictures.families import ARTICLES
from backend.products.pictures.prints import PATTERNS

MARGIN = 40  # units around the tile of 400 by 500 that are painted too
EDGE = 5  # units inside it that hold no more than a shadow
FAINT = 60  # of 255
BARE = 0.008  # of the tile: a thin chain covers no more
SEEDS = range(3, 5)  # each is another cut

# Paints each picture at a third of its size and returns the strongest alpha at and beyond the tile's edge,
# and how much of the tile is covered.
PAINT = """
async ([svgs, margin, edge]) => {
    const [width, height] = [400 + 2 * margin, 500 + 2 * margin];
    const scale = 1 / 3, canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const paint = canvas.getContext("2d", {willReadFrequently: true});
    const found = [];
    for (const svg of svgs) {
        const image = new Image();
        image.src = URL.createObjectURL(new Blob([svg.replace('viewBox="0 0 400 500"',
            `viewBox="${-margin} ${-margin} ${width} ${height}" width="${canvas.width}" ` +
            `height="${canvas.height}"`)], {type: "image/svg+xml"}));
        await image.decode();
        paint.clearRect(0, 0, canvas.width, canvas.height);
        paint.drawImage(image, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(image.src);
        const pixels = paint.getImageData(0, 0, canvas.width, canvas.height).data;
        let outside = 0, covered = 0;
        for (let y = 0; y < canvas.height; y++) for (let x = 0; x < canvas.width; x++) {
            const alpha = pixels[4 * (y * canvas.width + x) + 3];
            const [u, v] = [x / scale - margin, y / scale - margin];
            const inside = u > edge && u < 400 - edge && v > edge && v < 500 - edge;
            if (inside) covered += alpha > 200;
            else outside = Math.max(outside, alpha);
        }
        found.push([outside, covered * 9 / 200000]);
    }
    return found;
}
"""


async def test_every_article_in_every_pattern_lies_within_its_tile(browser: Browser) -> None:
    wanted = [
        *((name, None, pattern, seed) for name in ARTICLES for seed, pattern in enumerate(PATTERNS)),
        *(
            (name, style, "plain", seed)
            for name, article in ARTICLES.items()
            for style in article.styles
            for seed in SEEDS
        ),
    ]
    svgs = [draw(name, "navy", "ecru", pattern, seed, style) for name, style, pattern, seed in wanted]
    page = await browser.new_page()
    try:
        painted = await page.evaluate(PAINT, [svgs, MARGIN, EDGE])
    finally:
        await page.close()
    cut = [(each, outside) for each, (outside, _) in zip(wanted, painted, strict=True) if outside > FAINT]
    bare = [(each, share) for each, (_, share) in zip(wanted, painted, strict=True) if share < BARE]
    assert not cut
    assert not bare
