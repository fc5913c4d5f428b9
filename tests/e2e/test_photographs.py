"""Photographs of anyone's in the tiles that are made for drawings."""

import pytest
from PIL import Image
from playwright.async_api import Page

from tests.e2e.behind import database_of
from tests.e2e.expecting import expect
from tests.running_shop import RunningShop


@pytest.mark.sees_pictures
@pytest.mark.parametrize(("width", "height", "fit"), [(300, 400, "cover"), (400, 40, "contain")])
async def test_one_fills_its_tile_unless_too_little_of_it_would_be_seen(
    page: Page, running_shop: RunningShop, width: int, height: int, fit: str
):
    # What a name shows never changes, so each picture has its own.
    name = f"7-{width:08}.png"
    folder = running_shop.home / "pictures"
    folder.mkdir(exist_ok=True)
    Image.new("RGB", (width, height), "white").save(folder / name)
    with database_of(running_shop) as database:
        products = database["products"]
        drawn = products.find_one({"inStock": True}, sort=[("_id", -1)])
        assert drawn
        products.update_one({"_id": drawn["_id"]}, {"$set": {"photograph": name}})
        try:
            await page.goto(f"/product/{drawn['_id']}")
            picture = page.get_by_role("article").first.get_by_role("img").first
            await expect(picture).to_have_attribute("src", f"/pictures/{name}")
            await expect(picture).to_have_css("object-fit", fit)
        finally:
            kept = {"$set": {"photograph": drawn["photograph"]}} if "photograph" in drawn else {}
            products.update_one({"_id": drawn["_id"]}, kept or {"$unset": {"photograph": ""}})
