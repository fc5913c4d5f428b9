"""What every message on a stream has in common, and how it becomes stream fields and back."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.alias_generators import to_camel

from backend.kit.clock import now

Identifier = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")]


class UnreadableError(ValueError):
    """The fields of a stream entry are not a message of the expected kind; says which and why."""


class Message(BaseModel):
    """A past fact. Fields travel under their camelCase names as text; unknown ones are ignored.

    `event_id` makes publishing idempotent; the tutorial's own services send none.
    """

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="ignore")

    stream: ClassVar[str]

    event_id: str = Field(default="", max_length=160)
    schema_version: int = Field(default=1, ge=1, le=1)
    occurred_at: datetime = Field(default_factory=now)

    def fields(self) -> dict[str, str]:
        """The stream fields: a decimal keeps two places, what is None is left out."""
        return {
            name: _text(value)
            for name, value in self.model_dump(by_alias=True, exclude_none=True).items()
            if value != ""
        }

    @classmethod
    def read(cls, fields: Mapping[bytes, bytes]) -> Self:
        """The message in a stream entry. Raises `UnreadableError` naming the fields that are wrong."""
        try:
            return cls.model_validate({name.decode(): value.decode() for name, value in fields.items()})
        except UnicodeDecodeError as error:
            raise UnreadableError(f"not UTF-8: {error.object[:60]!r}") from error
        except ValidationError as error:
            wrong = "; ".join(
                f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()
            )
            raise UnreadableError(wrong) from error


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value)
