"""What accounts refuse without saying more than whoever asks may know."""

from backend.kit.errors import Problem, RefusedError
from backend.kit.words import words

DO_NOT_FIT = words("This email and password don't fit.")


class CredentialsError(RefusedError):
    """The email, the password or both are wrong; which one is not said."""

    def __init__(self, message: str = DO_NOT_FIT) -> None:
        super().__init__(Problem("credentials", message))


class AccountsBusyError(RefusedError):
    """More sign-ins wait than can be answered soon."""

    def __init__(self) -> None:
        super().__init__(
            Problem("credentials", "Too many people are signing in just now. Please try again in a moment.")
        )
