"""LOGINS_STREAM: what sessions tell whoever keeps digital identities."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from backend.bus.message import Identifier, Message
from backend.events import LOGINS_STREAM


class LoginAction(StrEnum):
    """How a session began."""

    FIRST_SESSION = "first-session"
    SIGN_UP = "sign-up"
    SIGN_IN = "sign-in"


class SessionBegun(Message):
    """A session of this shopper began, in a browser and at an address that are known by keyed hashes only.

    `guest_id` is the guest that the shopper was until then: their cart and orders are the account's now.
    `device` is a kind of browser in words ("Chrome on Linux").
    """

    stream: ClassVar[str] = LOGINS_STREAM

    user_id: Identifier
    session_id: Identifier
    action: LoginAction
    fingerprint: str = Field(default="", max_length=64)
    ip_hash: str = Field(default="", max_length=64)
    device: str = Field(default="", max_length=100)
    guest_id: str = Field(default="", max_length=64)
