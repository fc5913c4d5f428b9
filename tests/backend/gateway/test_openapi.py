"""schemathesis against the production server: no server error, and no answer that isn't described."""

import asyncio
import sys
import tempfile
from pathlib import Path

import httpx

from backend.identity.schemas import Caller
from backend.settings import SERVICES, Settings
from backend.wiring import Shop
from backend.worker import run_services
from tests.backend.gateway.running import RunningGateway, running_gateway

SCHEMATHESIS = Path(sys.executable).parent / "schemathesis"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "unsupported_method",
    "allow_header_conformance",
    "missing_required_header",
    "ignored_auth",
)
PASSWORD = "a long sentence of mine"
# An event stream of an order that there is has no end, and one method of the last ends the session.
APART = ("/api/v1/orders/{orderId}/events", "/api/v1/sessions/current")
ENDS_WITHIN_S = 120.0
UNLIMITED = {
    f"RIVULET_{name.upper()}": "0" for name in Settings.model_fields if name.startswith("rate_limit_")
}


async def schemathesis(gateway: RunningGateway, token: str, *options: str) -> None:
    """Run it; fails with what it says."""
    process = await asyncio.create_subprocess_exec(
        SCHEMATHESIS,
        *("run", f"{gateway.url}/api/openapi.json", "--url", gateway.url),
        *("-H", f"Authorization: Bearer {token}", "--checks", ",".join(CHECKS)),
        *("--phases", "examples,coverage,fuzzing", "--max-examples", "10", "--seed", "4"),
        *("--generation-database", "none", "--no-shrink", "--request-timeout", "2", "--no-color"),
        *options,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=tempfile.gettempdir(),
    )
    try:
        async with asyncio.timeout(ENDS_WITHIN_S):
            said, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0, said.decode()


async def test_whatever_is_asked_the_answer_is_described(products: Shop) -> None:
    await products.accounts.create_admin("boss@example.com", PASSWORD)
    token, _ = await products.accounts.sign_in(None, Caller(), "boss@example.com", PASSWORD)
    async with (
        run_services(products, SERVICES),
        running_gateway(products.settings, **UNLIMITED) as gateway,
    ):
        apart = [option for path in APART for option in ("--exclude-path", path)]
        await schemathesis(gateway, token, *apart)
        for path in APART:
            await schemathesis(gateway, token, "--include-path", path)
        async with httpx.AsyncClient(base_url=gateway.url) as client:
            assert (await client.get("/healthz")).status_code == 200
