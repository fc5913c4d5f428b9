"""`rivulet run`: start all that a shop is, keep it running, stop it in order."""

import os
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil

from backend.launch import checks, home, plan, telling
from backend.launch.child import Child
from backend.launch.frontend import ROOT, built_frontend
from backend.launch.progress import Step, run_step, say, tail_of
from backend.launch.reloading import Watcher
from backend.launch.stopping import Stop, Stopped
from backend.launch.stores import Stores
from backend.settings import Settings
from backend.stores.embedded import LaunchError, processes
from backend.stores.embedded.errors import usable

READY_WITHIN_S = 120.0
DRAIN_WITHIN_S = 3.8
LOOK_EVERY_S = 0.1
DEATHS_BEFORE_READY = 2


class Supervisor:
    """One shop: its stores where none are given, its storefront, and a process for each service beside it."""

    def __init__(self, settings: Settings, *, dev: bool = False) -> None:
        self.settings = settings.model_copy(update={"home": settings.home.resolve()})
        self.dev = dev
        self.home: Path = self.settings.home
        self.stop = Stop()
        self.stores = Stores(self.settings)
        self.children: list[Child] = []

    @property
    def url(self) -> str:
        """Where the shop is found from this machine."""
        host = self.settings.host
        host = "127.0.0.1" if host in ("0.0.0.0", "::", "") else host  # noqa: S104
        return (
            f"http://[{host}]:{self.settings.port}" if ":" in host else f"http://{host}:{self.settings.port}"
        )

    def run(self) -> None:
        """Until it is asked to stop. Raises `LaunchError` when it can't be started."""
        try:
            with home.held(self.home), ExitStack() as until_end:
                with usable(self.home):
                    self._open(until_end)
                self._keep_running()
        except Stopped:
            say("Stopped.")

    def _open(self, until_end: ExitStack) -> None:
        if home.clear(self.home):
            say("Cleaned up after a shop that was killed.")
        listener = until_end.enter_context(checks.opened_port(self.settings))
        until_end.callback(self.stores.stop)
        self.settings = self.stores.start(self.stop)
        frontend = self._frontend()
        self._fill()
        self.stop.check()
        checks.listen(listener, self.settings)
        until_end.callback(self._stop_children)
        until_end.callback(listener.close)  # the end begins here: nobody new comes in
        self.children = plan.children(self.settings, frontend, listener.fileno(), reloading=self.dev)
        for child in self.children:
            child.start()
        self._write_down(ready=False)
        self._await_ready()

    def _frontend(self) -> Path:
        with self.stop.may_interrupt():
            return built_frontend()

    def _fill(self) -> None:
        """The first catalogue, once for each database."""
        if "products" not in self.settings.services:
            return
        mark, database = self.stores.filled()
        if mark.exists() and mark.read_text() == database:
            return
        command = [sys.executable, "-m", "backend.launch.filling"]
        seed_log = self.home / "logs" / "filling.log"
        seed_log.unlink(missing_ok=True)
        with self.stop.may_interrupt():
            code = run_step(
                "Filling the shop",
                command,
                seed_log,
                cwd=str(ROOT),
                env=plan.store_environment(self.settings),
            )
        if code != 0:
            raise LaunchError(
                f"The catalogue couldn't be filled. The end of {seed_log}:\n{tail_of(seed_log)}"
            )
        processes.write_private(mark, database.encode())

    def _await_ready(self) -> None:
        deadline, trouble = time.monotonic() + READY_WITHIN_S, ""
        with Step("Opening the shop"):
            while self._awaited() or (trouble := checks.trouble_with(self.url)):
                self.stop.check()
                for child in self.children:
                    child.watch()
                    if child.deaths >= DEATHS_BEFORE_READY:
                        raise LaunchError(self._why(child))
                if time.monotonic() > deadline:
                    waiting = ", ".join(self._awaited()) or f"the storefront ({trouble})"
                    raise LaunchError(
                        f"The shop didn't open within {READY_WITHIN_S:.0f} s: still waiting for {waiting}. "
                        f"The logs are in {self.home / 'logs'}."
                    )
                time.sleep(LOOK_EVERY_S / 2)
        self._write_down(ready=True)
        say(f"Rivulet is open at {self.url}")
        say(f"Stop it with Ctrl-C. Its logs are in {self.home / 'logs'}.")

    def _awaited(self) -> Sequence[str]:
        names = ("storefront", *self.settings.services)
        return [name for name in names if telling.running(self.home, name) is None]

    def _why(self, child: Child) -> str:
        return f"{child.name} ended as soon as it began. The end of {child.log}:\n{tail_of(child.log, 25)}"

    def _keep_running(self) -> None:
        watcher = Watcher() if self.dev else None
        while True:
            self.stop.check()
            changed = watcher is not None and watcher.changed() and self._reload()
            for child in self.children:
                before = child.pid
                if child.watch():
                    say(f"{child.name} died and is started again; see {child.log}.")
                changed |= child.pid != before
            changed |= self.stores.revive()
            if changed:
                with suppress(OSError):  # a full disk must not end a shop that is open
                    self._write_down(ready=True)
            time.sleep(LOOK_EVERY_S)

    def _reload(self) -> bool:
        try:
            frontend = self._frontend()
        except LaunchError as error:
            say(str(error))
            return False
        for child in self.children:
            child.restart(**{plan.FRONTEND: str(frontend)})
        say("Built and started again after a change.")
        return True

    def _stop_children(self) -> None:
        """All are asked at once, so that they drain side by side while the stores still run."""
        deadline = time.monotonic() + DRAIN_WITHIN_S
        for child in self.children:
            child.ask_to_stop()
        for child in self.children:
            child.await_end(deadline)
        (self.home / "run" / "shop.json").unlink(missing_ok=True)

    def _write_down(self, *, ready: bool) -> None:
        content = {
            "url": self.url,
            "ready": ready,
            "pid": os.getpid(),
            "create_time": psutil.Process().create_time(),
            **self.stores.account(),
            "services": list(self.settings.services),
            "inside": list(self.settings.inside_services),
            "children": {child.name: child.pid for child in self.children},
        }
        processes.write_json(self.home / "run" / "shop.json", content)
