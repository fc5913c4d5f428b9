"""What create_order refuses, beyond lines that can't be ordered."""

from backend.kit.errors import Problem, RefusedError


class IdempotencyConflictError(RefusedError):
    """The idempotency key was used before, for an order with another content."""

    def __init__(self) -> None:
        super().__init__(Problem("idempotencyKey", "This key was already used for a different order."))


class PriceChangedError(RefusedError):
    """A line was asked for at a price that isn't the shop's; each one that is wrong is named."""


class OrdersUnavailableError(RefusedError):
    """The stores can't take an order now. The same key may be tried again without risk."""

    def __init__(self) -> None:
        super().__init__(
            Problem("order", "We can't take orders right now. Nothing was charged; please try again.")
        )
