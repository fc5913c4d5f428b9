"""A risky order is on hold until a person decides; whatever happens at once, one thing comes of it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from backend.bus.outbox import Publisher
from backend.events import PAYMENTS_STREAM
from backend.events.orders import OrderPlaced
from backend.payments.ports import Verdict
from backend.payments.repository import PaymentRepository
from backend.payments.risk import RiskGate
from backend.payments.service import PaymentService
from tests.backend.payments.test_charging import CountingProvider
from tests.conftest import Stores


@dataclass(frozen=True)
class Said:
    risk: float | None
    on_hold: bool
    reason: str = ""


@dataclass
class Assessor:
    """Holds the orders it is told to, and takes its time or fails as a test wishes."""

    risky: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    gate: asyncio.Event | None = None
    error: Exception | None = None
    keep_error: Exception | None = None
    owners: dict[str, str] = field(default_factory=dict)

    async def assess(self, placed: Sequence[OrderPlaced]) -> "Answer":
        self.asked += [message.order_id for message in placed]
        if self.gate:
            await self.gate.wait()
        if self.error:
            raise self.error
        return Answer(self, placed)

    async def owner_of(self, order_id: str) -> str | None:
        return self.owners.get(order_id)

    async def order_ids_of(self, user: str, after: str | None = None) -> Sequence[str]:
        return [each for each, owner in sorted(self.owners.items()) if owner == user and each > (after or "")]


@dataclass
class Answer:
    assessor: Assessor
    placed: Sequence[OrderPlaced]

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        risky = self.assessor.risky
        return {
            message.order_id: Said(0.65, True, "A new browser.")
            if message.order_id in risky
            else Said(0.1, False)
            for message in self.placed
        }

    async def keep(self) -> None:
        if self.assessor.keep_error:
            raise self.assessor.keep_error
        self.assessor.kept += [message.order_id for message in self.placed]


@pytest.fixture
def provider() -> CountingProvider:
    return CountingProvider()


@pytest.fixture
def assessor() -> Assessor:
    return Assessor(risky={"A"}, owners={"A": "USR_1"})


def payments_on(
    stores: Stores, provider: CountingProvider, assessor: Assessor, *, fail_closed: bool = False
) -> PaymentService:
    gate = RiskGate(assessor, 0.2, fail_closed=fail_closed)
    publisher = Publisher(stores.redis.commands)
    return PaymentService(
        PaymentRepository(stores.database), publisher, provider, gate, assessor, currency="USD"
    )


@pytest.fixture
def payments(stores: Stores, provider: CountingProvider, assessor: Assessor) -> PaymentService:
    return payments_on(stores, provider, assessor)


def placed(order_id: str, **changed: object) -> OrderPlaced:
    fields = {"order_id": order_id, "order_amount": Decimal("10.00"), "user_id": "USR_1"}
    return OrderPlaced.model_validate({**fields, **changed})


async def reports(stores: Stores) -> list[tuple[str, int]]:
    entries: Any = await stores.redis.commands.xrange(PAYMENTS_STREAM)
    return [(fields[b"orderId"].decode(), int(fields[b"orderStatusCode"])) for _, fields in entries]


async def payment(stores: Stores, order_id: str = "A") -> dict[str, Any]:
    found = await stores.database["payments"].find_one({"_id": order_id})
    assert found is not None
    return found


async def test_of_a_batch_the_risky_one_is_held_and_the_others_are_charged(
    payments: PaymentService, provider: CountingProvider, assessor: Assessor, stores: Stores
) -> None:
    assert await payments.charge([placed("A"), placed("B")]) == []
    assert provider.charged == {"B": 1000}
    assert await reports(stores) == [("A", 4), ("B", 3)]
    ((_, fields), _) = await stores.redis.commands.xrange(PAYMENTS_STREAM)
    assert (fields[b"reason"], fields[b"risk"]) == (b"A new browser.", b"0.65")
    assert (await payment(stores))["orderStatusCode"] == 4
    assert (await payment(stores, "B"))["risk"] == 0.1
    assert sorted(assessor.kept) == ["A", "B"]


async def test_a_held_order_that_is_redelivered_stays_held(
    payments: PaymentService, provider: CountingProvider, stores: Stores
) -> None:
    await payments.charge([placed("A")])
    await asyncio.gather(*(payments.charge([placed("A"), placed("A")]) for _ in range(5)))
    assert provider.calls == 0
    assert await reports(stores) == [("A", 4)]
    await payments.charge([placed("A", resend=1)])
    assert await reports(stores) == [("A", 4), ("A", 4)]


async def test_a_held_order_stays_held_when_it_would_be_judged_otherwise_now(
    payments: PaymentService, provider: CountingProvider, assessor: Assessor
) -> None:
    await payments.charge([placed("A")])
    assessor.risky.clear()
    await payments.charge([placed("A")])
    assert provider.calls == 0


async def test_a_released_order_is_charged_once_however_often_it_is_delivered(
    payments: PaymentService, provider: CountingProvider, assessor: Assessor, stores: Stores
) -> None:
    await payments.charge([placed("A")])
    released = placed("A", released=1)
    await payments.charge([released, placed("A"), released])
    await asyncio.gather(*(payments.charge([released]) for _ in range(5)))
    assert provider.charged == {"A": 1000}
    assert await reports(stores) == [("A", 4), ("A", 3)]
    assert assessor.asked == ["A"]
    assert (await payment(stores))["reason"] == ""


async def test_a_released_order_without_a_payment_is_charged_unasked(
    payments: PaymentService, provider: CountingProvider, assessor: Assessor
) -> None:
    await payments.charge([placed("A"), placed("A", released=1)])
    assert provider.charged == {"A": 1000}
    assert assessor.asked == []


async def test_a_cancelled_order_is_never_charged(
    payments: PaymentService, provider: CountingProvider, stores: Stores
) -> None:
    await payments.charge([placed("A")])
    assert await payments.cancel_held("A", "You cancelled it.", "USR_1")
    assert await payments.cancel_held("A", "You cancelled it.", "USR_1")
    await payments.charge([placed("A", released=1), placed("A")])
    assert provider.calls == 0
    assert await reports(stores) == [("A", 4), ("A", 5)]


@pytest.mark.parametrize("order_id", ["B", "nobody's"])
async def test_only_a_held_order_can_be_cancelled(payments: PaymentService, order_id: str) -> None:
    await payments.charge([placed("B")])
    assert not await payments.cancel_held(order_id, "No.")


async def test_a_reason_longer_than_a_message_holds_is_cut(payments: PaymentService, stores: Stores) -> None:
    await payments.charge([placed("A")])
    assert await payments.cancel_held("A", "very " * 1000)
    assert len((await payment(stores))["reason"]) == 300


async def test_only_who_has_the_order_now_can_cancel_it(
    payments: PaymentService, assessor: Assessor, stores: Stores
) -> None:
    await payments.charge([placed("A")])
    assert not await payments.cancel_held("A", "Mine.", "USR_2")
    assessor.owners["A"] = "USR_2"
    assert await payments.cancel_held("A", "Mine.", "USR_2")


@pytest.mark.parametrize("number", range(5))
async def test_a_release_and_a_cancellation_at_once_have_one_outcome(
    payments: PaymentService, provider: CountingProvider, stores: Stores, number: int
) -> None:
    await payments.charge([placed("A")])
    both = [payments.charge([placed("A", released=1)]), payments.cancel_held("A", "You cancelled it.")]
    answers = await asyncio.gather(*(both if number % 2 else reversed(both)))
    cancelled = True in answers
    assert (await payment(stores))["orderStatusCode"] == (5 if cancelled else 3)
    assert provider.calls == (0 if cancelled else 1)
    assert await reports(stores) == [("A", 4), ("A", 5 if cancelled else 3)]


async def test_a_crash_between_release_and_charge_is_made_good_by_the_redelivery(
    payments: PaymentService, provider: CountingProvider, stores: Stores
) -> None:
    await payments.charge([placed("A")])
    provider.lose_answers = True
    with pytest.raises(OSError, match="cut"):
        await payments.charge([placed("A", released=1)])
    provider.lose_answers = False
    assert not await payments.cancel_held("A", "Too late.")
    await payments.charge([placed("A", released=1)])
    assert provider.calls == 1
    assert await reports(stores) == [("A", 4), ("A", 3)]


class TestWithoutAnAnswer:
    @pytest.mark.parametrize("fail_closed", [False, True])
    async def test_in_time_the_setting_decides(
        self, stores: Stores, provider: CountingProvider, assessor: Assessor, fail_closed: bool
    ) -> None:
        assessor.gate = asyncio.Event()
        payments = payments_on(stores, provider, assessor, fail_closed=fail_closed)
        await payments.charge([placed("A"), placed("B")])
        assert provider.calls == (0 if fail_closed else 2)
        assert {code for _, code in await reports(stores)} == ({4} if fail_closed else {3})

    @pytest.mark.parametrize("fail_closed", [False, True])
    @pytest.mark.parametrize("error", [OSError("away"), ZeroDivisionError("a bug")])
    async def test_for_any_trouble_the_setting_decides(
        self,
        stores: Stores,
        provider: CountingProvider,
        assessor: Assessor,
        fail_closed: bool,
        error: Exception,
    ) -> None:
        assessor.error = error
        payments = payments_on(stores, provider, assessor, fail_closed=fail_closed)
        await payments.charge([placed("B")])
        found = await payment(stores, "B")
        assert found["orderStatusCode"] == (4 if fail_closed else 3)
        assert "risk" not in found
        assert bool(found["reason"]) == fail_closed

    async def test_an_unchecked_order_can_be_released(
        self, stores: Stores, provider: CountingProvider, assessor: Assessor
    ) -> None:
        assessor.error = OSError("away")
        payments = payments_on(stores, provider, assessor, fail_closed=True)
        await payments.charge([placed("B")])
        await payments.charge([placed("B", released=1)])
        assert provider.calls == 1


async def test_what_could_not_be_kept_is_kept_at_the_redelivery_and_charged_once(
    payments: PaymentService, provider: CountingProvider, assessor: Assessor
) -> None:
    assessor.keep_error = OSError("away")
    with pytest.raises(OSError, match="away"):
        await payments.charge([placed("B")])
    assessor.keep_error = None
    await payments.charge([placed("B")])
    assert (provider.calls, assessor.kept) == (1, ["B"])


async def test_an_erased_persons_payment_is_nobodys_and_a_late_copy_is_no_contradiction(
    payments: PaymentService, provider: CountingProvider, assessor: Assessor, stores: Stores
) -> None:
    await payments.charge([placed("A", released=1)])
    for _ in range(2):
        await payments.forget("USR_1", "GONE_1")
    assert "USR_1" not in str(await payment(stores))
    assert await payments.charge([placed("A")]) == []
    assert provider.calls == 1
    wrong = placed("A", order_amount=Decimal("11.00"))
    assert [rejected.message for rejected in await payments.charge([wrong])] == [wrong]
