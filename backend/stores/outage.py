"""Which errors mean that a store is away or refuses for now, so that trying again later is right."""

import asyncio

from pymongo.errors import ConnectionFailure, ExecutionTimeout, PyMongoError, WTimeoutError
from redis.exceptions import (
    BusyLoadingError,
    OutOfMemoryError,
    ReadOnlyError,
    ResponseError,
)
from redis.exceptions import (
    ConnectionError as RedisConnectionError,
)
from redis.exceptions import (
    TimeoutError as RedisTimeoutError,
)

_REDIS_AWAY = (RedisConnectionError, RedisTimeoutError, BusyLoadingError, OutOfMemoryError, ReadOnlyError)
_REDIS_WRITES_OFF = ("MISCONF", "NOREPLICAS", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN")
_MONGO_AWAY = (ConnectionFailure, ExecutionTimeout, WTimeoutError)


def is_outage(error: BaseException) -> bool:
    """True for errors of infrastructure, which no message and no shopper is to blame for."""
    if isinstance(error, _REDIS_AWAY + _MONGO_AWAY):
        return True
    if isinstance(error, ResponseError):
        return str(error).startswith(_REDIS_WRITES_OFF)
    if isinstance(error, PyMongoError):
        return error.has_error_label("TransientTransactionError") or error.has_error_label(
            "RetryableWriteError"
        )
    return isinstance(error, asyncio.TimeoutError | OSError)
