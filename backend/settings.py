"""Every setting of the shop, read from the environment once and passed on by hand."""

from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SERVICES = ("products", "orders", "payments")
_LISTS = ("services", "inside")


class Settings(BaseSettings):
    """`RIVULET_*`, plus `REDIS_URL` and `MONGODB_URL` under the names every host provides them.

    Raises `pydantic.ValidationError`, which names the variable, when one can't be understood.
    """

    model_config = SettingsConfigDict(env_prefix="RIVULET_", populate_by_name=True, frozen=True)

    redis_url: str | None = Field(default=None, validation_alias="REDIS_URL")
    mongodb_url: str | None = Field(default=None, validation_alias="MONGODB_URL")

    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=1, le=65535)
    home: Path = Path(".rivulet")
    services: Annotated[tuple[str, ...], NoDecode] = SERVICES
    inside: Annotated[tuple[str, ...], NoDecode] = ("products", "orders")
    secret: SecretStr | None = None
    currency: str = Field(default="USD", pattern="^[A-Z]{3}$")

    payment_latency_ms: int = Field(default=800, ge=0, le=60_000)
    payment_decline_rate: float = Field(default=0.0, ge=0.0, le=1.0)
    payment_test_cards: bool = False

    @model_validator(mode="before")
    @classmethod
    def _empty_means_unset(cls, values: dict[str, object]) -> dict[str, object]:
        # An empty list of services is a wish; an empty address, folder or key would be an accident.
        return {name: value for name, value in values.items() if value != "" or name in _LISTS}

    @field_validator("services", "inside", mode="before")
    @classmethod
    def _comma_separated(cls, value: object) -> object:
        if isinstance(value, str):
            value = tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    @field_validator("services", "inside")
    @classmethod
    def _known_services(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [name for name in names if name not in SERVICES]
        if unknown:
            raise ValueError(f"unknown service {', '.join(unknown)}; there are {', '.join(SERVICES)}")
        if len(set(names)) < len(names):
            raise ValueError("a service is named twice")
        return names

    @cached_property
    def inside_services(self) -> tuple[str, ...]:
        """The services that run in the storefront's own process."""
        return tuple(name for name in self.services if name in self.inside)

    @cached_property
    def beside_services(self) -> tuple[str, ...]:
        """The services that run as a process of their own."""
        return tuple(name for name in self.services if name not in self.inside)
