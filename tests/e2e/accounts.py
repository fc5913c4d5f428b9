"""How a person comes into an account and out of it, by the forms of the pages."""

from uuid import uuid4

from playwright.async_api import Locator, Page

from tests.e2e.expecting import expect
from tests.e2e.shoppers import PATIENCE_MS

PASSWORD = "a long enough password"


def new_email() -> str:
    return f"{uuid4().hex[:12]}@example.com"


async def sign_up(page: Page, email: str, next_page: str = "/account") -> None:
    await page.goto(f"/sign-up?next={next_page}")
    await send(page, email, PASSWORD, "Create account")
    await arrive(page, next_page)


async def sign_in(page: Page, email: str, next_page: str = "/account") -> None:
    await page.goto(f"/sign-in?next={next_page}")
    await send(page, email, PASSWORD, "Sign in")
    await arrive(page, next_page)


async def send(page: Page, email: str, password: str, button: str) -> None:
    """Fill the form in and send it; the page may be anything afterwards."""
    main = page.get_by_role("main")
    await expect(main.locator("[name=next]")).not_to_have_value("")  # the page knows where it leads to
    await main.get_by_label("Email").fill(email)
    await main.get_by_label("Password").fill(password)
    await main.get_by_role("button", name=button, exact=True).click()


async def arrive(page: Page, path: str) -> None:
    """Wait for that page, signed in."""
    await page.wait_for_url(f"**{path}", timeout=PATIENCE_MS)
    await expect(account_link(page, "Account")).to_be_visible()


def account_link(page: Page, name: str) -> Locator:
    """The header's link, "Account" or for a guest "Sign in"."""
    return page.get_by_role("navigation", name="Shop").get_by_role("link", name=name, exact=True)
