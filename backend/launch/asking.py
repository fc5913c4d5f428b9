"""What a command asks the person who called it."""

import getpass
import sys

from backend.stores.embedded import LaunchError

LONGEST_LINE = 1_000


def asked_password() -> str:
    """A password typed twice without echo; without a terminal, the first line of what is piped in.

    Raises `LaunchError` when the two differ.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline(LONGEST_LINE).rstrip("\r\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("The same once more: ") != password:
        raise LaunchError("The two passwords differ. Nothing was changed; please try again.")
    return password
