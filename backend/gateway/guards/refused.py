"""The one way in which a guard says no."""

from collections.abc import Mapping


class RefusedRequestError(Exception):
    """The request goes no further; `message` is a sentence for whoever sent it."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}
