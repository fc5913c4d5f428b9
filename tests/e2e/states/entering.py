"""States of signing in, signing up and the account."""

from tests.e2e.accounts import PASSWORD, new_email
from tests.e2e.expecting import expect
from tests.e2e.visit import Visit


async def sign_in(visit: Visit) -> None:
    await _open(visit, "/sign-in")


async def sign_in_refused(visit: Visit) -> None:
    await _open(visit, "/sign-in")
    await _send(visit, new_email(), "not the password")
    await visit.see(visit.main.get_by_role("alert"))


async def sign_up(visit: Visit) -> None:
    await _open(visit, "/sign-up")


async def sign_up_refused(visit: Visit) -> None:
    await _open(visit, "/sign-up")
    await _send(visit, new_email(), "short")
    await visit.see(visit.main.get_by_role("alert"))


async def account(visit: Visit) -> None:
    await _open(visit, "/sign-up")
    await _send(visit, new_email(), PASSWORD)
    await visit.page.wait_for_url("**/account")
    await visit.see(visit.main.locator("form").first)


async def _open(visit: Visit, path: str) -> None:
    await visit.go(f"{path}?next=/account")
    await visit.see(visit.main.locator("form [type=submit]"))
    # Until its own load is done the page does not know where it leads to.
    await expect(visit.main.locator("[name=next]")).to_have_value("/account")


async def _send(visit: Visit, email: str, password: str) -> None:
    await visit.main.locator("[name=email]").fill(email)
    await visit.main.locator("[name=password]").fill(password)
    await visit.main.locator("form [type=submit]").click()
