"""Each order is charged once, whatever is redelivered, and how it went is reported."""

import asyncio
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import ClassVar

import pytest

from backend.bus.outbox import Publisher
from backend.events import PAYMENTS_STREAM
from backend.events.orders import OrderPlaced
from backend.payments.ports import Charge, Outcome, ProviderUnavailableError, Verdict
from backend.payments.repository import PaymentRepository
from backend.payments.risk import RiskGate
from backend.payments.service import ANNOUNCE_AFTER_S, MOST_ANNOUNCED, PaymentService
from backend.payments.simulated import SimulatedProvider
from tests.conftest import Stores
from tests.waiting import eventually


class EasyAssessor:
    """Knows nobody and holds nothing."""

    verdicts: ClassVar[dict[str, Verdict]] = {}

    async def assess(self, placed: Sequence[OrderPlaced]) -> "EasyAssessor":
        return self

    async def keep(self) -> None:
        """Nothing was judged."""

    async def owner_of(self, order_id: str) -> str | None:
        return "USR_1"


class CountingProvider:
    """A provider that really keeps its charges, and can lose its answer or take its time."""

    def __init__(self) -> None:
        self.charged: dict[str, int] = {}
        self.calls = 0
        self.lose_answers = False
        self.gates: dict[str, asyncio.Event] = {}

    async def charge(self, charge: Charge) -> Outcome:
        self.calls += 1
        if charge.idempotency_key in self.gates:
            await self.gates[charge.idempotency_key].wait()
        self.charged.setdefault(charge.idempotency_key, charge.amount)
        if self.lose_answers:
            raise ProviderUnavailableError("the connection was cut")
        return Outcome(approved=True)

    async def lookup(self, idempotency_key: str) -> Outcome | None:
        return Outcome(approved=True) if idempotency_key in self.charged else None


@pytest.fixture
def provider() -> CountingProvider:
    return CountingProvider()


@pytest.fixture
def payments(stores: Stores, provider: CountingProvider) -> PaymentService:
    easy = EasyAssessor()
    return PaymentService(
        PaymentRepository(stores.database),
        Publisher(stores.redis.commands),
        provider,
        RiskGate(easy, 1.0, fail_closed=False),
        easy,
        currency="USD",
    )


def placed(order_id: str, amount: str = "10.00", **changed: object) -> OrderPlaced:
    fields = {"order_id": order_id, "order_amount": Decimal(amount), "user_id": "USR_1"}
    return OrderPlaced.model_validate({**fields, **changed})


async def reports(stores: Stores) -> list[tuple[str, int]]:
    entries: Iterable[tuple[bytes, dict[bytes, bytes]]] = await stores.redis.commands.xrange(PAYMENTS_STREAM)
    return [(fields[b"orderId"].decode(), int(fields[b"orderStatusCode"])) for _, fields in entries]


async def test_a_batch_is_charged_stored_and_reported(
    payments: PaymentService, provider: CountingProvider, stores: Stores
) -> None:
    assert await payments.charge([placed("A"), placed("B", "129.90")]) == []
    assert provider.charged == {"A": 1000, "B": 12990}
    payment = await stores.database["payments"].find_one({"_id": "B"})
    assert payment is not None
    assert (payment["orderId"], payment["userId"], payment["orderStatusCode"]) == ("B", "USR_1", 3)
    assert (payment["orderAmount"], payment["paidAmount"], payment["currency"]) == (12990, 12990, "USD")
    assert sorted(await reports(stores)) == [("A", 3), ("B", 3)]


async def test_redelivered_order_is_charged_once_and_reported_once(
    payments: PaymentService, provider: CountingProvider, stores: Stores
) -> None:
    await payments.charge([placed("A"), placed("A")])
    await asyncio.gather(*(payments.charge([placed("A")]) for _ in range(5)))
    assert provider.calls == 1
    assert await reports(stores) == [("A", 3)]


async def test_an_order_that_asks_again_is_answered_again(payments: PaymentService, stores: Stores) -> None:
    await payments.charge([placed("A")])
    await payments.charge([placed("A", resend=1)])
    assert await reports(stores) == [("A", 3), ("A", 3)]


async def test_a_charge_whose_answer_was_lost_is_looked_up_never_failed(
    payments: PaymentService, provider: CountingProvider, stores: Stores
) -> None:
    provider.lose_answers = True
    with pytest.raises(ProviderUnavailableError):
        await payments.charge([placed("A")])
    assert await reports(stores) == []
    provider.lose_answers = False
    await payments.charge([placed("A")])
    assert provider.calls == 1
    assert await reports(stores) == [("A", 3)]


async def test_a_slow_charge_is_announced_and_keeps_nobody_waiting(
    payments: PaymentService, provider: CountingProvider, stores: Stores
) -> None:
    provider.gates["SLOW"] = asyncio.Event()
    charging = asyncio.create_task(payments.charge([placed("SLOW"), placed("QUICK")]))
    async with asyncio.timeout(5):
        while len(await reports(stores)) < 2:
            await asyncio.sleep(0.01)
    assert await reports(stores) == [("QUICK", 3), ("SLOW", 2)]
    provider.gates["SLOW"].set()
    await charging
    assert await reports(stores) == [("QUICK", 3), ("SLOW", 2), ("SLOW", 3)]


async def test_in_a_rush_nothing_is_announced_and_all_is_settled(
    payments: PaymentService, provider: CountingProvider, stores: Stores
) -> None:
    names = [f"O{number}" for number in range(MOST_ANNOUNCED + 1)]
    provider.gates = {name: asyncio.Event() for name in names}
    batches = (names[:20], names[20:])
    charging = [asyncio.create_task(payments.charge(list(map(placed, batch)))) for batch in batches]

    async def all_are_under_way() -> bool:
        return provider.calls == len(names)

    await eventually(all_are_under_way)
    await asyncio.sleep(2 * ANNOUNCE_AFTER_S)  # the time in which they would have been announced
    assert await reports(stores) == []
    for gate in provider.gates.values():
        gate.set()
    await asyncio.gather(*charging)
    assert sorted(await reports(stores)) == sorted((name, 3) for name in names)


async def test_a_message_that_contradicts_the_payment_is_rejected(
    payments: PaymentService, provider: CountingProvider
) -> None:
    await payments.charge([placed("A")])
    wrong = [placed("A", "11.00"), placed("A", user_id="USR_2")]
    assert [rejected.message for rejected in await payments.charge(wrong)] == wrong
    assert provider.charged == {"A": 1000}


async def test_the_simulated_provider_says_the_same_of_the_same_charge() -> None:
    half = SimulatedProvider(latency_ms=0, decline_rate=0.5, test_cards=False)
    charges = [Charge(str(number), 1000, "USD") for number in range(400)]
    first = [await half.charge(charge) for charge in charges]
    assert first == [await half.charge(charge) for charge in charges]
    assert 150 < sum(outcome.approved for outcome in first) < 250
    assert all(outcome.reason for outcome in first if not outcome.approved)


@pytest.mark.parametrize(("amount", "approved"), [(1013, False), (1313, False), (1300, True), (1130, True)])
async def test_amounts_that_end_in_13_are_declined_with_test_cards(amount: int, approved: bool) -> None:
    cards = SimulatedProvider(latency_ms=0, decline_rate=0, test_cards=True)
    assert (await cards.charge(Charge("A", amount, "USD"))).approved is approved
