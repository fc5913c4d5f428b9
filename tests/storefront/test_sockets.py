"""A session's end is the end of its sockets, also when nobody said so."""

import pytest

from backend.identity.endings import CHANNEL
from backend.kit.clock import now
from backend.wiring import Shop
from storefront import sockets
from storefront.sockets import closing_with_sessions
from tests.storefront.conftest import HOME_DESK
from tests.waiting import eventually


class Connections:
    """Stands where Reflex's sockets are."""

    def __init__(self, stubborn: str = "") -> None:
        self.opened = {"first", "second", "other"}
        self.asked: list[str] = []
        self._stubborn = stubborn

    def is_open(self, socket: str) -> bool:
        return socket in self.opened

    async def close(self, socket: str) -> None:
        self.asked.append(socket)
        if socket == self._stubborn:
            raise OSError("its line is cut already")
        self.opened.discard(socket)


async def test_the_sockets_of_a_session_that_ends_are_closed_and_no_others(shop: Shop) -> None:
    async def listened_to() -> bool:
        return bool((await shop.redis.commands.pubsub_numsub(CHANNEL))[0][1])

    async def closed() -> bool:
        return sorted(connections.asked) == ["first", "second"]

    connections = Connections(stubborn="first")
    token, session = await shop.sessions.begin(HOME_DESK)
    _, another = await shop.sessions.begin(HOME_DESK)
    async with closing_with_sessions(connections, shop.sessions):
        for socket, of in (("first", session), ("second", session), ("other", another)):
            sockets.note(socket, of.session_id)
        await eventually(listened_to)
        await shop.sessions.end(token)
        await eventually(closed)
    assert connections.opened == {"first", "other"}


async def test_an_end_that_nobody_said_is_found_by_looking(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def closed() -> bool:
        return connections.opened == {"other"}

    monkeypatch.setattr(sockets, "LOOK_EVERY_S", 0.02)
    connections = Connections()
    _, session = await shop.sessions.begin(HOME_DESK)
    _, another = await shop.sessions.begin(HOME_DESK)
    await shop.sessions.repository.end({"sessionId": session.session_id}, now())
    async with closing_with_sessions(connections, shop.sessions):
        for socket, of in (("first", session), ("second", session), ("other", another)):
            sockets.note(socket, of.session_id)
        await eventually(closed)


async def test_a_socket_that_is_gone_is_forgotten(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    async def asked(session_ids: list[str]) -> set[str]:
        questions.append(session_ids)
        return set(session_ids)

    async def only_the_open_one() -> bool:
        return questions[-1:] == [["of the first"]]

    questions: list[list[str]] = []
    monkeypatch.setattr(sockets, "LOOK_EVERY_S", 0.02)
    monkeypatch.setattr(shop.sessions, "alive", asked)
    connections = Connections()
    connections.opened = {"first"}
    async with closing_with_sessions(connections, shop.sessions):
        sockets.note("first", "of the first")
        sockets.note("gone", "of the gone")
        await eventually(only_the_open_one)
