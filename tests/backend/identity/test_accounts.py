"""Accounts: what a guest has becomes theirs, tokens change, and what is refused says nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher

from backend.events import LOGINS_STREAM
from backend.events.logins import LoginAction, SessionBegun
from backend.identity import passwords
from backend.identity.accounts import AccountService
from backend.identity.errors import AccountsBusyError, CredentialsError
from backend.identity.schemas import Session
from backend.identity.sessions import SessionService
from backend.identity.tokens import digest_of
from backend.kit.errors import RefusedError
from tests.backend.identity.conftest import LIFE, SOMEONE, Clock, Heirs
from tests.conftest import COSTS, Stores

EMAIL = "ann@example.com"
PASSWORD = "correct horse battery"
MOST_WAITING = 10

Entering = Callable[..., Awaitable[tuple[str, Session]]]


async def begun_events(stores: Stores) -> list[SessionBegun]:
    return [SessionBegun.read(fields) for _, fields in await stores.redis.commands.xrange(LOGINS_STREAM)]


async def entered(accounts: AccountService, email: str = EMAIL) -> tuple[str, Session]:
    """Somebody new with an account."""
    return await accounts.sign_up(None, SOMEONE, email, PASSWORD)


@pytest.fixture
def todays_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are as dear as in a shop."""
    for name, cost in COSTS.items():
        monkeypatch.setattr(passwords, name, cost)


@pytest.fixture
def work(accounts: AccountService, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every run of argon2 that accounts asks for; each is done as ever."""
    done: list[str] = []
    for name in ("hash", "verify"):
        original = getattr(PasswordHasher, name)

        def counted(*arguments: Any, name: str = name, original: Any = original) -> Any:
            done.append(name)
            return original(*arguments)

        monkeypatch.setattr(PasswordHasher, name, counted)
    return done


class TestSignUp:
    async def test_the_guest_becomes_the_account_and_the_old_token_nobody(
        self, stores: Stores, sessions: SessionService, accounts: AccountService, heir: Heirs
    ):
        guest_token, guest = await sessions.begin(SOMEONE)
        await sessions.find(guest_token)
        token, session = await accounts.sign_up(guest_token, SOMEONE, EMAIL, PASSWORD)
        assert session.user == guest.user
        assert session.session_id != guest.session_id
        assert (session.email, session.signed_in, session.admin) == (EMAIL, True, False)
        assert await sessions.find(token) == session
        assert await sessions.find(guest_token) is None
        assert [each.session_id for each in await sessions.list(session.user)] == [session.session_id]
        assert heir.taken == []
        begun = (await begun_events(stores))[-1]
        assert (begun.user_id, begun.action, begun.guest_id) == (guest.user, LoginAction.SIGN_UP, "")

    async def test_the_password_is_stored_as_argon2id_and_nowhere_else(
        self, stores: Stores, accounts: AccountService
    ):
        await entered(accounts)
        account = await stores.database["accounts"].find_one({"email": EMAIL})
        assert account
        assert account["password"].startswith("$argon2id$")
        for name in await stores.database.list_collection_names():
            assert PASSWORD not in repr(await stores.database[name].find().to_list(None))

    async def test_who_is_signed_in_already_makes_an_account_of_somebody_new(
        self, sessions: SessionService, accounts: AccountService, heir: Heirs
    ):
        token, session = await entered(accounts)
        _, other = await accounts.sign_up(token, SOMEONE, "bob@example.com", PASSWORD)
        assert other.user != session.user
        assert await sessions.find(token) is None
        assert heir.taken == []

    @pytest.mark.parametrize("spelling", [EMAIL, "Ann@EXAMPLE.com", "  ANN@example.COM\n", "ann@Example.com"])
    async def test_an_email_has_one_account_however_it_is_spelled(
        self, sessions: SessionService, accounts: AccountService, spelling: str
    ):
        await entered(accounts)
        guest_token, guest = await sessions.begin(SOMEONE)
        with pytest.raises(CredentialsError):
            await accounts.sign_up(guest_token, SOMEONE, spelling.strip(), "another password")
        assert await sessions.find(guest_token) == guest

    async def test_both_spellings_of_a_letter_and_of_a_domain_are_one_email(self, accounts: AccountService):
        await accounts.sign_up(None, SOMEONE, "jose\u0301@bu\u0308cher.example.org", PASSWORD)
        for same in ("jos\u00e9@b\u00fccher.example.org", "JOS\u00c9@xn--bcher-kva.example.org"):
            with pytest.raises(CredentialsError):
                await accounts.sign_up(None, SOMEONE, same, PASSWORD)

    async def test_of_twenty_sign_ups_at_once_with_one_email_one_succeeds(
        self, stores: Stores, sessions: SessionService, accounts: AccountService
    ):
        guests = [await sessions.begin(SOMEONE) for _ in range(20)]
        tried = await asyncio.gather(
            *(accounts.sign_up(token, SOMEONE, EMAIL, PASSWORD) for token, _ in guests),
            return_exceptions=True,
        )
        succeeded = [each for each in tried if isinstance(each, tuple)]
        assert len(succeeded) == 1
        assert sum(isinstance(each, CredentialsError) for each in tried) == 19
        assert await stores.database["accounts"].count_documents({}) == 1
        # Who was refused is the guest that they were.
        still = [await sessions.find(token) for token, _ in guests]
        assert sum(each is not None for each in still) == 19

    async def test_of_ten_sign_ups_at_once_of_one_guest_one_has_the_guest(
        self, stores: Stores, sessions: SessionService, accounts: AccountService
    ):
        token, guest = await sessions.begin(SOMEONE)
        tried = await asyncio.gather(
            *(accounts.sign_up(token, SOMEONE, f"p{number}@example.com", PASSWORD) for number in range(10))
        )
        assert len({session.user for _, session in tried}) == 10
        assert sum(session.user == guest.user for _, session in tried) == 1


class TestSignIn:
    async def test_the_account_has_a_new_token_and_takes_over_the_guest(
        self, stores: Stores, sessions: SessionService, accounts: AccountService, heir: Heirs
    ):
        first_token, first = await entered(accounts)
        guest_token, guest = await sessions.begin(SOMEONE)
        token, session = await accounts.sign_in(guest_token, SOMEONE, EMAIL.upper(), PASSWORD)
        assert (session.user, session.email) == (first.user, EMAIL)
        assert await sessions.find(token) == session
        assert await sessions.find(first_token) == first
        assert await sessions.find(guest_token) is None
        assert heir.taken == [(guest.user, first.user)]
        begun = (await begun_events(stores))[-1]
        assert (begun.user_id, begun.session_id) == (first.user, session.session_id)
        assert (begun.action, begun.guest_id) == (LoginAction.SIGN_IN, guest.user)
        assert await accounts.repository.guests_of(first.user) == [guest.user]

    async def test_the_word_of_a_takeover_is_stored_with_the_session(
        self, stores: Stores, sessions: SessionService, accounts: AccountService
    ):
        await entered(accounts)
        guest_token, guest = await sessions.begin(SOMEONE)
        token, _ = await accounts.sign_in(guest_token, SOMEONE, EMAIL, PASSWORD)
        stored = await stores.database["sessions"].find_one({"_id": digest_of(token)})
        assert stored
        assert stored["dirty"]
        assert stored["outbox"][0]["fields"]["guestId"] == guest.user

    async def test_an_heir_in_trouble_refuses_nobody_and_is_asked_again(
        self, sessions: SessionService, accounts: AccountService, heir: Heirs, clock: Clock
    ):
        _, account = await entered(accounts)
        guest_token, guest = await sessions.begin(SOMEONE)
        heir.trouble = [ConnectionError("away")]
        token, _ = await accounts.sign_in(guest_token, SOMEONE, EMAIL, PASSWORD)
        assert await sessions.find(token)
        assert heir.taken == []
        clock.ahead = timedelta(minutes=3)
        heir.trouble = [ConnectionError("still away")]
        await accounts.takeovers.finish()
        assert heir.taken == []
        await accounts.takeovers.finish()
        await accounts.takeovers.finish()
        assert heir.taken == [(guest.user, account.user)]

    async def test_every_guest_is_taken_over_once_more_when_their_last_requests_are_over(
        self, sessions: SessionService, accounts: AccountService, heir: Heirs, clock: Clock
    ):
        _, account = await entered(accounts)
        guest_token, guest = await sessions.begin(SOMEONE)
        await accounts.sign_in(guest_token, SOMEONE, EMAIL, PASSWORD)
        await accounts.takeovers.finish()
        assert len(heir.taken) == 1  # too early
        clock.ahead = timedelta(minutes=3)
        await accounts.takeovers.finish()
        await accounts.takeovers.finish()
        assert heir.taken == [(guest.user, account.user)] * 2

    async def test_of_ten_sign_ins_at_once_of_one_guest_one_takes_the_guest(
        self, sessions: SessionService, accounts: AccountService, heir: Heirs
    ):
        _, account = await entered(accounts)
        _, other = await entered(accounts, "bob@example.com")
        guest_token, guest = await sessions.begin(SOMEONE)
        emails = [EMAIL, "bob@example.com"] * 5
        tried = await asyncio.gather(
            *(accounts.sign_in(guest_token, SOMEONE, email, PASSWORD) for email in emails)
        )
        assert [session.email for _, session in tried] == emails
        assert len(heir.taken) == 1
        assert heir.taken[0][0] == guest.user
        assert heir.taken[0][1] in (account.user, other.user)

    async def test_signing_in_again_takes_nobody_over_and_ends_the_token_that_was_used(
        self, sessions: SessionService, accounts: AccountService, heir: Heirs
    ):
        token, first = await entered(accounts)
        again, session = await accounts.sign_in(token, SOMEONE, EMAIL, PASSWORD)
        assert session.user == first.user
        assert again != token
        assert await sessions.find(token) is None
        assert heir.taken == []

    @pytest.mark.parametrize("token", [None, "", "SES_", "SES_" + "a" * 43, "nonsense", "\x00"])
    async def test_a_token_that_proves_nobody_is_no_hindrance(
        self, sessions: SessionService, accounts: AccountService, heir: Heirs, token: str | None
    ):
        await entered(accounts)
        fresh, session = await accounts.sign_in(token, SOMEONE, EMAIL, PASSWORD)
        assert fresh != token
        assert await sessions.find(fresh) == session
        assert heir.taken == []

    async def test_an_expired_guest_is_not_taken_over(
        self, sessions: SessionService, accounts: AccountService, heir: Heirs, clock: Clock
    ):
        await entered(accounts)
        guest_token, _ = await sessions.begin(SOMEONE)
        clock.ahead = LIFE + timedelta(seconds=1)
        await accounts.sign_in(guest_token, SOMEONE, EMAIL, PASSWORD)
        assert heir.taken == []

    async def test_a_refused_sign_in_leaves_the_guest_as_they_were(
        self, stores: Stores, sessions: SessionService, accounts: AccountService, heir: Heirs
    ):
        await entered(accounts)
        guest_token, guest = await sessions.begin(SOMEONE)
        before = await begun_events(stores)
        with pytest.raises(CredentialsError):
            await accounts.sign_in(guest_token, SOMEONE, EMAIL, "not the password")
        assert await sessions.find(guest_token) == guest
        assert heir.taken == []
        assert await begun_events(stores) == before

    async def test_both_spellings_of_a_password_fit(self, accounts: AccountService):
        await accounts.sign_up(None, SOMEONE, EMAIL, "cafe\u0301 au lait")
        _, session = await accounts.sign_in(None, SOMEONE, EMAIL, "caf\u00e9 au lait")
        assert session.email == EMAIL

    async def test_the_case_of_a_password_counts(self, accounts: AccountService):
        await entered(accounts)
        with pytest.raises(CredentialsError):
            await accounts.sign_in(None, SOMEONE, EMAIL, PASSWORD.upper())

    @pytest.mark.usefixtures("todays_costs")
    async def test_an_old_hash_is_made_anew_at_todays_costs(self, stores: Stores, accounts: AccountService):
        _, session = await entered(accounts)
        old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
        await stores.database["accounts"].update_one({"_id": session.user}, {"$set": {"password": old}})
        await accounts.sign_in(None, SOMEONE, EMAIL, PASSWORD)
        account = await stores.database["accounts"].find_one({"_id": session.user})
        assert account
        assert account["password"].startswith("$argon2id$v=19$m=32768,t=2,p=1$")
        await accounts.sign_in(None, SOMEONE, EMAIL, PASSWORD)


class TestRefusals:
    async def test_no_account_and_a_wrong_password_sound_the_same_after_the_same_work(
        self, accounts: AccountService, work: list[str]
    ):
        await entered(accounts)
        said = []
        for email in (EMAIL, "nobody@example.com"):
            work.clear()
            with pytest.raises(CredentialsError) as refusal:
                await accounts.sign_in(None, SOMEONE, email, "not the password")
            said.append((refusal.value.problems, list(work)))
        assert said[0] == said[1]
        assert said[0][1] == ["verify"]

    async def test_a_taken_email_is_refused_after_the_work_of_a_free_one(
        self, accounts: AccountService, work: list[str]
    ):
        await entered(accounts)
        work.clear()
        await entered(accounts, "bob@example.com")
        assert work == ["hash"]
        work.clear()
        with pytest.raises(CredentialsError):
            await entered(accounts)
        assert work == ["hash"]

    async def test_a_guest_confirms_nothing_after_the_same_work(
        self, sessions: SessionService, accounts: AccountService, work: list[str]
    ):
        _, session = await entered(accounts)
        _, guest = await sessions.begin(SOMEONE)
        said = []
        for one in (session, guest):
            work.clear()
            with pytest.raises(CredentialsError) as refusal:
                await accounts.confirm(one, "not the password")
            said.append((refusal.value.problems, list(work)))
        assert said[0] == said[1]
        await accounts.confirm(session, PASSWORD)

    @pytest.mark.parametrize(
        "email",
        [
            None,
            7,
            True,
            b"ann@example.com",
            ["ann@example.com"],
            {"$ne": None},
            {"$gt": ""},
            "",
            "ann",
            "@example.com",
            "ann@",
            "ann@example",
            "ann@@example.com",
            "ann@exam ple.com",
            "ann@example.com\x00",
            "ann\x00@example.com",
            "ann@example.com\r\nBcc: bob@example.com",
            "ann@example.com, bob@example.com",
            "Ann <ann@example.com>",
            "\ud800@example.com",
            "ann\u202e@example.com",
            "a" * 65 + "@example.com",
            "a" * 300 + "@example.com",
            "ann@" + "a" * 1_000_000 + ".com",
            "ann@127.0.0.1",
            "ann@[127.0.0.1]",
        ],
        ids=lambda email: repr(email)[:24],
    )
    @pytest.mark.parametrize("entering", ["sign_up", "sign_in"])
    async def test_what_is_no_email_is_refused_by_name_without_any_work(
        self, accounts: AccountService, work: list[str], entering: str, email: object
    ):
        enter: Entering = getattr(accounts, entering)
        with pytest.raises(RefusedError) as refusal:
            await enter(None, SOMEONE, email, PASSWORD)
        assert [problem.field for problem in refusal.value.problems] == ["email"]
        assert work == []

    @pytest.mark.parametrize(
        "password",
        [
            None,
            1234567890,
            b"correct horse battery",
            ["correct horse battery"],
            {"$ne": None},
            "",
            "too short",
            "x" * 201,
            "x" * 10_000_000,
            "correct\x00horse battery",
            "correct\nhorse battery",
            "correct\x7fhorse battery",
            "\ud800" * 20,
        ],
        ids=lambda password: repr(password)[:24],
    )
    @pytest.mark.parametrize("entering", ["sign_up", "sign_in"])
    async def test_what_can_be_no_password_is_refused_by_name_without_any_work(
        self, accounts: AccountService, work: list[str], entering: str, password: object
    ):
        enter: Entering = getattr(accounts, entering)
        with pytest.raises(RefusedError) as refusal:
            await enter(None, SOMEONE, EMAIL, password)
        assert [problem.field for problem in refusal.value.problems] == ["password"]
        assert str(password)[:200] not in str(refusal.value) or not password
        assert work == []

    async def test_everything_that_is_wrong_is_named_at_once(self, accounts: AccountService):
        with pytest.raises(RefusedError) as refusal:
            await accounts.sign_up(None, SOMEONE, "ann", "short")
        assert [problem.field for problem in refusal.value.problems] == ["email", "password"]

    @pytest.mark.parametrize(
        "password", ["p\u00e4ssw\u00f6rter", "\u5bc6\u7801" * 5, "\U0001f511" * 10, "x" * 200, " " * 10]
    )
    async def test_any_script_makes_a_password(self, accounts: AccountService, password: str):
        await accounts.sign_up(None, SOMEONE, EMAIL, password)
        _, session = await accounts.sign_in(None, SOMEONE, EMAIL, password)
        assert session.signed_in

    @pytest.mark.usefixtures("todays_costs")
    async def test_more_sign_ins_than_can_be_answered_soon_are_refused(
        self, accounts: AccountService, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(passwords, "MOST_WAITING", MOST_WAITING)
        tried = await asyncio.gather(
            *(accounts.sign_in(None, SOMEONE, EMAIL, PASSWORD) for _ in range(MOST_WAITING + 20)),
            return_exceptions=True,
        )
        busy = [each for each in tried if isinstance(each, AccountsBusyError)]
        answered = [each for each in tried if isinstance(each, CredentialsError)]
        assert len(busy) + len(answered) == len(tried)
        assert len(answered) >= MOST_WAITING
        assert busy


class TestSessionsOfAnAccount:
    async def test_signing_out_everywhere_ends_every_session_of_this_account_only(
        self, sessions: SessionService, elsewhere: SessionService, accounts: AccountService
    ):
        tokens = [(await entered(accounts))[0]]
        tokens += [(await accounts.sign_in(None, SOMEONE, EMAIL, PASSWORD))[0] for _ in range(4)]
        other_token, _ = await entered(accounts, "bob@example.com")
        [session] = {(await elsewhere.find(token) or other_token).user for token in tokens}  # type: ignore[union-attr]
        assert await sessions.end_all(session) == 5
        for where in (sessions, elsewhere):
            assert [await where.find(token) for token in tokens] == [None] * 5
            assert await where.find(other_token)
        assert await sessions.end_all(session) == 0

    async def test_the_newest_session_is_listed_first(
        self, sessions: SessionService, accounts: AccountService
    ):
        _, first = await entered(accounts)
        ids = [first.session_id]
        for _ in range(3):
            ids.append((await accounts.sign_in(None, SOMEONE, EMAIL, PASSWORD))[1].session_id)
        listed = [each.session_id for each in await sessions.list(first.user)]
        assert sorted(listed) == sorted(ids)
        assert listed == sorted(ids, reverse=True)

    async def test_what_is_forgotten_is_in_no_collection(
        self, stores: Stores, sessions: SessionService, accounts: AccountService
    ):
        await entered(accounts)
        guest_token, guest = await sessions.begin(SOMEONE)
        token, session = await accounts.sign_in(guest_token, SOMEONE, EMAIL, PASSWORD)
        await sessions.find(token)
        for _ in range(2):
            await accounts.forget(session.user, "USR_somebody")
            assert await sessions.find(token) is None
            for name in await stores.database.list_collection_names():
                held = repr(await stores.database[name].find().to_list(None))
                assert not [mark for mark in (EMAIL, session.user, guest.user) if mark in held]
        with pytest.raises(CredentialsError):
            await accounts.sign_in(None, SOMEONE, EMAIL, PASSWORD)


class TestAdmins:
    async def test_a_new_admin_signs_in_as_one(self, accounts: AccountService):
        user = await accounts.create_admin(EMAIL, PASSWORD)
        _, session = await accounts.sign_in(None, SOMEONE, EMAIL, PASSWORD)
        assert session == Session(session.session_id, user, EMAIL, admin=True)

    async def test_a_shopper_who_becomes_admin_keeps_their_password_and_signs_in_anew(
        self, sessions: SessionService, accounts: AccountService
    ):
        token, session = await entered(accounts)
        assert await sessions.find(token)
        assert await accounts.create_admin("Ann@Example.com", PASSWORD) == session.user
        assert await sessions.find(token) is None
        admin_token, admin = await accounts.sign_in(None, SOMEONE, EMAIL, PASSWORD)
        assert admin.admin
        assert await accounts.create_admin(EMAIL, PASSWORD) == session.user
        assert await sessions.find(admin_token) == admin

    async def test_another_password_makes_no_admin_of_an_account(
        self, sessions: SessionService, accounts: AccountService
    ):
        token, session = await entered(accounts)
        with pytest.raises(CredentialsError):
            await accounts.create_admin(EMAIL, "not the password")
        assert await sessions.find(token) == session
        _, again = await accounts.sign_in(None, SOMEONE, EMAIL, PASSWORD)
        assert not again.admin

    async def test_nobody_signs_up_as_an_admin(self, accounts: AccountService):
        _, session = await entered(accounts)
        assert not session.admin
