"""The formula: what each feature says, what isn't known, and which orders the default weights hold."""

from collections.abc import Sequence

import pytest

from backend.identity.hashes import Hashes
from backend.identity.scores import FEATURES, Case, Judgement, Login, PastOrder, judge
from backend.settings import Settings

HOLD_AT = Settings().risk_hold_at
HOME = Login("browser A", "address A")
NOON = 1_700_000_000.0


def order(order_id: str = "now", *, amount: int = 5000, at: float = NOON, held: bool = False) -> PastOrder:
    return PastOrder(order_id, at, amount, ["Shirts"], held)


def past(number: int, *, every_s: float = 86_400) -> list[PastOrder]:
    return [order(f"past {each}", at=NOON - (each + 1) * every_s) for each in range(number)]


def judged(
    origin: Login = HOME,
    logins: Sequence[Login] = (HOME,),
    earlier: Sequence[PastOrder] = (),
    placed: PastOrder | None = None,
) -> Judgement:
    return judge(Case(placed or order(), origin, logins, earlier))


def test_the_weights_add_up_to_one_and_each_name_is_one_features() -> None:
    assert sum(feature.weight for feature in FEATURES) == pytest.approx(1)
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)


def test_the_same_browser_at_the_same_address_is_no_risk() -> None:
    found = judged(earlier=past(5))
    assert (found.identity_score, found.profile_score, found.risk, found.reasons) == (1.0, 1.0, 0.0, ())


def test_a_new_shoppers_first_order_is_not_held() -> None:
    found = judged()
    assert (found.identity_score, found.profile_score, found.risk) == (1.0, 1.0, 0.0)


@pytest.mark.parametrize("origin", [Login(), HOME])
@pytest.mark.parametrize("logins", [(), (Login(),)])
def test_what_is_not_known_says_nothing(origin: Login, logins: Sequence[Login]) -> None:
    found = judged(origin, logins)
    assert (found.identity_score, found.risk, found.reasons) == (None, 0.0, ())
    assert set(found.suspicions) == {"velocity"}


def test_a_characteristic_that_only_one_side_knows_does_not_count() -> None:
    assert judged(Login("browser A", "")).identity_score == 1
    assert judged(Login("", "address B")).identity_score == 0
    assert set(judged(Login("", "address B")).suspicions) == {"address", "velocity"}


def test_a_new_secret_of_the_shop_makes_nobody_a_stranger() -> None:
    before, after = Hashes(b"one"), Hashes(b"another")
    login = Login(before.browser("Firefox", "en"), before.address("203.0.113.7"))
    origin = Login(after.browser("Firefox", "en"), after.address("198.51.100.9"))
    found = judged(origin, [login])
    assert (found.identity_score, found.risk) == (None, 0)


def test_a_stolen_cookie_is_held() -> None:
    found = judged(Login("browser B", "address B"))
    assert found.identity_score == 0
    assert found.risk >= HOLD_AT
    assert len(found.reasons) == 2


@pytest.mark.parametrize("origin", [Login("browser A", "address B"), Login("browser B", "address A")])
def test_a_new_address_alone_or_a_new_browser_alone_is_not_held(origin: Login) -> None:
    found = judged(origin)
    assert found.identity_score == 0.5
    assert 0 < found.risk < HOLD_AT


def test_the_best_login_counts_and_two_halves_are_not_put_together() -> None:
    work, phone = Login("browser B", "address B"), Login("browser A", "address C")
    assert judged(Login("browser B", "address B"), [HOME, work]).identity_score == 1
    assert judged(Login("browser B", "address C"), [HOME, work, phone]).identity_score == 0.5


def test_thirty_orders_in_a_minute_alone_are_not_held() -> None:
    found = judged(earlier=past(30, every_s=1))
    assert found.suspicions["velocity"] == 1
    assert found.risk < HOLD_AT


def test_five_orders_in_a_minute_are_as_usual() -> None:
    assert judged(earlier=past(4, every_s=10)).suspicions["velocity"] == 0
    assert judged(earlier=past(5, every_s=10)).suspicions["velocity"] > 0


@pytest.mark.parametrize(("amount", "suspicion"), [(100, 0), (10_000, 0), (30_000, 0.5), (900_000, 1)])
def test_an_amount_is_measured_by_the_median_of_the_earlier_ones(amount: int, suspicion: float) -> None:
    assert judged(earlier=past(5), placed=order(amount=amount)).suspicions["amount"] == suspicion


def test_new_kinds_of_products_count_by_their_share() -> None:
    placed = PastOrder("now", NOON, 5000, ["Shirts", "Watches"])
    assert judged(earlier=past(3), placed=placed).suspicions["categories"] == 0.5


def test_two_earlier_orders_are_too_few_to_say_what_is_usual() -> None:
    assert set(judged(earlier=past(2)).suspicions) == {"browser", "address", "velocity"}


def test_orders_that_were_held_do_not_show_what_is_usual() -> None:
    held = [order(f"held {number}", at=NOON - 86_400, amount=1_000_000, held=True) for number in range(9)]
    found = judged(earlier=[*held, *past(3)], placed=order(amount=1_000_000))
    assert found.suspicions["amount"] == 1


def test_an_order_is_not_measured_by_itself() -> None:
    assert judged(earlier=[order(), *past(2)]).suspicions.keys() == {"browser", "address", "velocity"}


def test_free_orders_say_nothing_of_amounts() -> None:
    free = [order(f"free {number}", at=NOON - 86_400 * number, amount=0) for number in range(1, 5)]
    assert "amount" not in judged(earlier=free).suspicions


def test_everything_at_once_is_the_highest_risk_there_is() -> None:
    earlier = [*past(25, every_s=1)]
    placed = PastOrder("now", NOON, 10_000_000, ["Watches"])
    assert judged(Login("browser B", "address B"), earlier=earlier, placed=placed).risk == 1
