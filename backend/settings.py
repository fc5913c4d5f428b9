"""Every setting of the shop, read from the environment once and passed on by hand."""

import re
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SERVICES = ("products", "orders", "payments", "identity")
_LISTS = ("services", "inside", "cors_origins")


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

    session_days: int = Field(default=90, ge=1, le=400)
    risk_hold_at: float = Field(default=0.6, ge=0.0, le=1.0)
    risk_timeout_ms: int = Field(default=500, ge=1, le=60_000)
    risk_fail: Literal["open", "closed"] = "open"

    public_url: str | None = Field(default=None, pattern=r"^https?://[^/\s?#@]+$")
    trusted_proxy_hops: int = Field(default=0, ge=0, le=10)
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()

    # Requests in a minute; 0 turns a limit off.
    rate_limit_session: int = Field(default=600, ge=0)
    rate_limit_ip: int = Field(default=3_000, ge=0)
    rate_limit_session_orders: int = Field(default=60, ge=0)
    rate_limit_ip_orders: int = Field(default=600, ge=0)
    rate_limit_session_events: int = Field(default=1_200, ge=0)
    rate_limit_ip_sessions: int = Field(default=120, ge=0)
    rate_limit_ip_sign_ins: int = Field(default=20, ge=0)
    rate_limit_account_sign_ins: int = Field(default=10, ge=0)

    @model_validator(mode="before")
    @classmethod
    def _empty_means_unset(cls, values: dict[str, object]) -> dict[str, object]:
        # An empty list of services is a wish; an empty address, folder or key would be an accident.
        return {name: value for name, value in values.items() if value != "" or name in _LISTS}

    @field_validator("services", "inside", "cors_origins", mode="before")
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

    @field_validator("cors_origins")
    @classmethod
    def _plain_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if not re.fullmatch(r"https?://[a-z0-9.\-]+(:[0-9]{1,5})?", origin):
                raise ValueError(f"{origin} is no origin, such as https://shop.example:8443")
        return origins

    @cached_property
    def inside_services(self) -> tuple[str, ...]:
        """The services that run in the storefront's own process."""
        return tuple(name for name in self.services if name in self.inside)

    @cached_property
    def beside_services(self) -> tuple[str, ...]:
        """The services that run as a process of their own."""
        return tuple(name for name in self.services if name not in self.inside)
