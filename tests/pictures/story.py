"""The README's picture: a product is bought in one window, and another one sees its order being paid."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.async_api import Browser, Locator

from backend.kit.languages import TAGS
from backend.launch.progress import Step
from backend.orders.schemas import OrderStatus
from tests.e2e.expecting import expect
from tests.e2e.visit import Visit
from tests.running_shop import RunningShop

NARROW, WIDE, HEIGHT = 390, 860, 780
MARGIN, BAR, CORNER = 28, 30, 12
GROUND, FRAME, DOT = "#dedbd5", "#f2f0ec", "#bdb9b2"
RING = (30, 26, 22, 220)
PRESSED = (255, 255, 255, 70)
QUALITY = 82
BRIEFLY, LONG = 1300, 3200  # milliseconds that a picture stays


async def tell_story(browser: Browser, shop: RunningShop, path: Path) -> None:
    """Before, the click, Created, Payment initiated, Paid."""
    with Step("Telling the README's story"):
        context = await browser.new_context(
            locale=TAGS["en"], timezone_id="UTC", color_scheme="light", reduced_motion="reduce"
        )
        narrow, wide = Visit(await context.new_page(), shop), Visit(await context.new_page(), shop)
        await narrow.page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        await wide.page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        frames = await _frames(narrow, wide)
        await context.close()
    first, *others = (frame for frame, _ in frames)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Each frame whole: one made from the frame before it keeps faint traces of that.
    moving = {"append_images": others, "duration": [duration for _, duration in frames], "kmin": 0, "kmax": 1}
    first.save(path, save_all=True, loop=0, quality=QUALITY, method=6, **moving)


async def _frames(narrow: Visit, wide: Visit) -> list[tuple[Image.Image, int]]:
    (product,) = narrow.products(sizes=[], inStock=True, stockLeft=None)
    await narrow.go(f"/product/{product['productId']}")
    await narrow.see(narrow.main.get_by_role("heading", level=1))
    await wide.go("/orders")
    await wide.see(wide.way_on)
    buy = narrow.button("Buy now", narrow.main)
    frames = [(await _both(narrow, wide), LONG)]
    await buy.scroll_into_view_if_needed()
    frames += [(await _both(narrow, wide), BRIEFLY), (await _both(narrow, wide, pressed=buy), BRIEFLY)]
    await buy.click()
    await wide.see(wide.cards.first)
    order_id = (await wide.cards.first.get_by_role("heading").inner_text()).split()[-1]
    for code, status in (
        (OrderStatus.CREATED, "Created"),
        (OrderStatus.PAYMENT_INITIATED, "Payment initiated"),
        (OrderStatus.PAYMENT_SUCCESS, "Paid"),
    ):
        if code != OrderStatus.CREATED:
            await wide.pay(order_id, code)
        for window in (narrow, wide):
            await expect(window.main.get_by_role("status").filter(has_text=status)).to_be_visible()
        frames.append((await _both(narrow, wide), LONG if status == "Paid" else BRIEFLY))
    return frames


async def _both(narrow: Visit, wide: Visit, pressed: Locator | None = None) -> Image.Image:
    """Both windows side by side, with a mark where a button is pressed in the narrow one."""
    whole = Image.new("RGB", (NARROW + WIDE + 3 * MARGIN, HEIGHT + BAR + 2 * MARGIN), GROUND)
    left = await _shot(narrow)
    if pressed:
        box = await pressed.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mark = Image.new("RGBA", left.size)
        ImageDraw.Draw(mark).ellipse((x - 30, y - 30, x + 30, y + 30), PRESSED, RING, 3)
        left = Image.alpha_composite(left.convert("RGBA"), mark)
    for window, place in ((left, MARGIN), (await _shot(wide), 2 * MARGIN + NARROW)):
        framed = _framed(window)
        whole.paste(framed, (place, MARGIN), _corners(framed.size))
    return whole


async def _shot(visit: Visit) -> Image.Image:
    await visit.settle()
    return Image.open(BytesIO(await visit.page.screenshot())).convert("RGB")


def _framed(window: Image.Image) -> Image.Image:
    framed = Image.new("RGB", (window.width, window.height + BAR), FRAME)
    draw = ImageDraw.Draw(framed)
    for dot in range(3):
        draw.ellipse((14 + 18 * dot, 10, 24 + 18 * dot, 20), DOT)
    framed.paste(window.convert("RGB"), (0, BAR))
    return framed


def _corners(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), CORNER, 255)
    return mask
