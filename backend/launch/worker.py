"""A service in a process of its own, on this machine or another one."""

import asyncio
import signal

from backend.launch import telling
from backend.launch.garbage import spare_what_started
from backend.settings import Settings
from backend.telemetry import configure_logging
from backend.wiring import open_shop
from backend.worker import run_services


async def run_worker(settings: Settings, name: str) -> None:
    """Run the service until SIGTERM or SIGINT; what is in flight is finished first."""
    configure_logging()
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with open_shop(settings) as shop, run_services(shop, (name,)):
        spare_what_started()
        telling.up(settings, (name,), inside=False)
        await stop.wait()
        telling.down(settings, (name,))
