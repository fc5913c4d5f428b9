"""Checks of what people type as email and password; a wrong value is refused by the name of its field."""

import unicodedata

from email_validator import EmailNotValidError, validate_email

from backend.kit.errors import Problem, RefusedError
from backend.kit.words import words

LONGEST_EMAIL = 254
PASSWORD_LENGTH = (10, 200)
_NEVER_TYPED = ("Cc", "Cs")  # control characters, halves of characters


def checked(email: object, password: object) -> tuple[str, str]:
    """Both, each as all its spellings are stored. Raises `RefusedError` naming every one that is wrong."""
    problems: list[Problem] = []
    pair: list[str] = []
    for check, value in ((checked_email, email), (checked_password, password)):
        try:
            pair.append(check(value))
        except RefusedError as refusal:
            problems += refusal.problems
    if problems:
        raise RefusedError(*problems)
    return pair[0], pair[1]


def checked_email(value: object) -> str:
    """The address without case and in one Unicode form; nobody is asked whether it receives anything."""
    problem = RefusedError(Problem("email", "This is no email address. One looks like name@example.com."))
    if not isinstance(value, str) or len(value) > LONGEST_EMAIL:
        raise problem
    address = value.strip()
    if not address.isprintable():
        raise problem
    try:
        normal = validate_email(address, check_deliverability=False, strict=True).normalized
    except EmailNotValidError:
        raise problem from None
    return unicodedata.normalize("NFC", normal.casefold())


def checked_password(value: object) -> str:
    """The password in the one Unicode form that every keyboard's spelling of it has."""
    least, most = PASSWORD_LENGTH
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise RefusedError(
            Problem(
                "password",
                words("The password must have {least} to {most} characters.", least=least, most=most),
            )
        )
    if any(unicodedata.category(character) in _NEVER_TYPED for character in value):
        raise RefusedError(Problem("password", "The password can't contain control characters."))
    return unicodedata.normalize("NFKC", value)
