"""Session tokens: what proves a session, and the digest under which the stores know it."""

import hashlib
import re
import secrets

PREFIX = "SES_"
_SHAPE = re.compile(r"SES_[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """256 random bits as text; only its holder ever has it."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(token: object) -> str | None:
    """The digest of a well-formed token, None for anything else. No store can tell the token from it.

    A token is random beyond guessing, so a plain hash without salt keeps it.
    """
    if not isinstance(token, str) or not _SHAPE.fullmatch(token):
        return None
    return hashlib.sha256(token.encode()).hexdigest()
