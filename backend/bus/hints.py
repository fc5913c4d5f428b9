"""Hints that something changed: what they are about, and what is sent.

A hint is never the data. Whoever gets one reads again what changed, so a hint may come twice and two may
become one.
"""

from dataclasses import dataclass

import orjson


@dataclass(frozen=True, slots=True)
class Topic:
    """A kind of hints; each thing that can be watched has a pub/sub channel of its own."""

    name: str

    def channel(self, watched: str) -> str:
        """Where what changes of this is told."""
        return f"{self.name}:{watched}"

    def watched(self, channel: bytes) -> str:
        """What a channel is about."""
        return channel.decode(errors="replace").removeprefix(f"{self.name}:")


@dataclass(frozen=True, slots=True)
class Hint:
    """Of what is watched this changed: read it again; None is everything of it."""

    watched: str
    changed: str | None
    version: int = 0


def hint_text(changed: str, version: int) -> bytes:
    """What is sent on a channel."""
    return orjson.dumps({"id": changed, "version": version})


def hint_in(watched: str, text: bytes) -> Hint | None:
    """The hint that was sent; None for anything else."""
    try:
        content = orjson.loads(text)
        return Hint(watched, str(content["id"]), int(content["version"]))
    except (ValueError, KeyError, TypeError):
        return None
