"""STOCK_STREAM: what orders tells whoever shows stock."""

from typing import ClassVar

from pydantic import Field

from backend.bus.message import Message
from backend.events import STOCK_STREAM


class StockChanged(Message):
    """A product sold out, came back, or has few left; `version` rises with each change of its stock."""

    stream: ClassVar[str] = STOCK_STREAM

    product_id: int
    available: int = Field(ge=0)
    version: int = Field(ge=0)
