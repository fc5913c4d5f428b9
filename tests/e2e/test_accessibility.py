"""WCAG 2.2 AA as far as axe can tell, and targets for a thumb, in every state, width, theme and language."""

import pytest

from tests.e2e.judging import wrong_with
from tests.e2e.looks import DESK, NARROWEST, PHONE, Look, looks
from tests.e2e.pairwise import few
from tests.e2e.shoppers import Shoppers
from tests.e2e.states import STATES, State
from tests.running_shop import RunningShop

ALL = looks((NARROWEST, PHONE, DESK))
FEW = few(ALL, lambda look: look.needs)
# WCAG's 200 %: what is 1280 px wide then has room for half of that; motion is as the system has it.
ZOOMED = {"viewport": {"width": 640, "height": 360}, "device_scale_factor": 2}
SOME = ("home/full", "product/colours", "cart/few", "orders/paid", "entering/sign-up-refused")


@pytest.mark.parametrize("look", FEW, ids=str)
async def test_nothing_is_wrong_with_any_state(look: Look, blind_shoppers: Shoppers, still_shop: RunningShop):
    async with look.taken(blind_shoppers, still_shop, blind=True) as visit:
        assert await wrong_with(visit) == []


@pytest.mark.parametrize("state", [state for state in STATES if str(state) in SOME], ids=str)
async def test_nothing_is_wrong_at_200_percent_and_with_motion(
    state: State, blind_shoppers: Shoppers, still_shop: RunningShop
):
    look, moving = Look(state, DESK, "light", "en"), {"reduced_motion": "no-preference"}
    async with look.taken(blind_shoppers, still_shop, blind=True, **ZOOMED, **moving) as visit:
        assert await wrong_with(visit) == []
