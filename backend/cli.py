"""The `rivulet` command."""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from pydantic import ValidationError

from backend.kit.errors import Problem, RefusedError
from backend.launch.progress import Step, say
from backend.launch.status import in_words
from backend.launch.status import status as status_of
from backend.settings import SERVICES, Settings
from backend.stores.embedded import LaunchError

app = typer.Typer(help="A live online shop on Redis Streams.", no_args_is_help=True, add_completion=False)
admin = typer.Typer(help="Accounts that may release and reject orders on hold.", no_args_is_help=True)
app.add_typer(admin, name="admin")
identity = typer.Typer(help="What the shop knows of a person.", no_args_is_help=True)
app.add_typer(identity, name="identity")


@app.command()
def run() -> None:
    """Run the shop until Ctrl-C: stores where none are given, storefront, services."""
    from backend.launch.supervisor import Supervisor

    Supervisor(Settings()).run()


@app.command()
def dev() -> None:
    """Run the shop with hot reload of the storefront, for working on it."""
    from backend.launch.supervisor import Supervisor

    Supervisor(Settings(), dev=True).run()


@app.command()
def worker(name: Annotated[str, typer.Argument(help=", ".join(SERVICES))]) -> None:
    """Run one service alone, on this machine or another one."""
    from backend.launch.garbage import put_off_collecting

    put_off_collecting()
    import uvloop

    from backend.launch.checks import check_stores
    from backend.launch.urls import of_running_shop
    from backend.launch.worker import run_worker

    if name not in SERVICES:
        raise LaunchError(f"There is no service {name}; there are {', '.join(SERVICES)}.")
    settings = of_running_shop(Settings())
    check_stores(settings)
    uvloop.run(run_worker(settings, name))


@app.command()
def gateway() -> None:
    """Serve the HTTP interface alone, without pages, beside a shop that runs or on stores of your own."""
    from backend.gateway.alone import alone
    from backend.launch.checks import check_stores, listen, opened_port
    from backend.launch.serving import serve
    from backend.launch.urls import of_running_shop
    from backend.telemetry import configure_logging

    settings = of_running_shop(Settings())
    check_stores(settings)
    listener = opened_port(settings)
    listen(listener, settings)
    configure_logging()
    words = f"The gateway is open at http://{settings.host}:{settings.port}"
    serve(partial(alone, settings), settings, listener=listener, words=words)


@app.command(name="import")
def import_(
    directory: Annotated[Path, typer.Argument(help="a folder of product files, one JSON file a product")],
) -> None:
    """Take products of the public fashion format into the catalogue."""

    async def work(shop: Any, step: Step) -> Any:
        return await shop.products.import_directory(directory.resolve(), _shown(step))

    report = _in_shop(f"Importing {directory}", work)
    for rejected in report.rejected:
        say(rejected.in_words())
    say(report.in_words())


@app.command()
def generate(
    size: Annotated[int, typer.Option(min=1, max=200_000, help="how many products")] = 1_200,
    seed: Annotated[int, typer.Option(help="another seed is another catalogue")] = 2026,
) -> None:
    """Take invented products into the catalogue; the same size and seed always give the same ones.

    Without options they are those that an empty shop begins with.
    """

    async def work(shop: Any, step: Step) -> Any:
        return await shop.products.generate(size, seed, _shown(step))

    report = _in_shop(f"Inventing {size} products", work)
    say(f"{report.imported} new, {report.updated} renewed, {report.unchanged} unchanged")


@app.command()
def reindex() -> None:
    """Rebuild from MongoDB what Redis holds: the search index, the orders' views, the identities."""

    async def work(shop: Any, step: Step) -> tuple[int, int, int]:
        rebuilt = (shop.products, shop.history, shop.identity)
        products, orders, identities = [await each.reindex(_shown(step)) for each in rebuilt]
        return products, orders, identities

    products, orders, identities = _in_shop("Rebuilding the indexes", work)
    say(f"{products} products, {orders} orders and {identities} digital identities indexed")


@app.command()
def status(
    json: Annotated[bool, typer.Option("--json", help="machine-readable, with complete URLs")] = False,
) -> None:
    """Say how the shop of this home is doing; exit code 1 when it isn't open."""
    found = status_of(Settings().home)
    say(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() if json else in_words(found))
    if not found["url"]:
        raise typer.Exit(1)


@admin.command()
def create(email: Annotated[str, typer.Argument(help="what the admin signs in with")]) -> None:
    """Make an admin's account, or a shopper's account an admin's if this is its password.

    The password is asked for twice, or is the first line of what is piped in.
    """
    from backend.identity.credentials import checked
    from backend.launch.asking import asked_password

    password = asked_password()
    checked(email, password)  # before any store is started

    async def work(shop: Any, step: Step) -> Any:
        return await shop.accounts.create_admin(email, password)

    user = _in_shop("Making the account an admin's", work)
    say(f"{email} is an admin ({user}) and can sign in")


@identity.command()
def erase(user: Annotated[str, typer.Argument(help="a user id, or the email of an account")]) -> None:
    """Remove a person's data everywhere; their orders and payments stay as nobody's.

    Orders on hold are cancelled. While one is under way nothing is erased. Doing it again changes nothing.
    """

    async def work(shop: Any, step: Step) -> Any:
        return await shop.erasure.erase(user)

    erased = _in_shop(f"Erasing {user}", work)
    if not erased.was_known:
        raise RefusedError(Problem("user", f"Nothing of {user} was found. Is it the right one?"))
    say(f"{user} is erased; {erased.orders} orders stay as {erased.stand_in}'s")


def _in_shop(title: str, work: Callable[[Any, Step], Coroutine[Any, Any, Any]]) -> Any:
    from backend.launch.checks import check_stores
    from backend.launch.urls import reachable_stores
    from backend.telemetry import configure_logging
    from backend.wiring import open_shop

    configure_logging(logging.WARNING)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers started meanwhile are stopped

    async def opened(settings: Settings) -> Any:
        async with open_shop(settings) as shop:
            with Step(title) as step:
                return await work(shop, step)

    with reachable_stores(Settings()) as settings:
        check_stores(settings)
        return asyncio.run(opened(settings))


def _shown(step: Step) -> Callable[[int, int], None]:
    return lambda done, total: step.update(f"{done} of {total}")


def main() -> None:
    """Run the command; what a person can put right ends in one sentence, not in a traceback."""
    try:
        app()
    except (LaunchError, RefusedError) as error:
        sys.exit(f"rivulet: {error.message if isinstance(error, RefusedError) else error}")
    except ValidationError as error:
        sys.stderr.write(f"rivulet: {_settings_problems(error)}\n")
        sys.exit(2)


def _settings_problems(error: ValidationError) -> str:
    problems = []
    for problem in error.errors():
        name = str(problem["loc"][0]) if problem["loc"] else "a setting"
        variable = name if name.isupper() else f"RIVULET_{name.upper()}"
        message = problem["msg"].removeprefix("Value error, ")
        problems.append(f"{variable}={problem['input']!s:.80}: {message}")
    return "\n".join(problems)


if __name__ == "__main__":
    main()
