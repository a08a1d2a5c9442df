"""`make run`: starts the portal, keeps it running until told to stop, stops it in good order."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from deploy.local import logs
from deploy.local.demo.load import (
    CONTENT,
    NotLoaded,
    accounts,
    is_loaded,
    load_if_empty,
    staff_accounts,
)
from deploy.local.installation import write_environment
from deploy.local.parts import LocalParts
from deploy.local.portal import Place, core_of_its_own
from deploy.local.ports import Ports
from deploy.local.processes import Identity
from deploy.local.progress import Progress
from deploy.local.readiness import wait_until_ready
from deploy.local.running import Running, forget, stop_running
from deploy.local.supervisor import Supervisor
from services.kernel.contracts.rpc import RpcClient

TRIM_EVERY_SECONDS = 60.0

# What is easy to remember, as long as nobody else sits there.
PREFERRED_PORTS = {"gateway": 8000, "mailbox": 8025}


class StopAsked(BaseException):
    """Ctrl-C, or the signal of `make stop`; not an error, so no handler of errors takes it."""


@dataclass
class Runner:
    """One run of one installation in the folder `home`."""

    home: Path
    progress: Progress = field(default_factory=Progress)
    stop_asked: threading.Event = field(default_factory=threading.Event)
    place: Place | None = None

    def __post_init__(self) -> None:
        self.home = self.home.absolute()
        self.parts = LocalParts(self.home, Ports(self.home / "ports.json"), os.environ)
        self.supervisor = Supervisor(self.progress.say, self._note)

    def run(self) -> None:
        """Starts everything, announces it, and stays until asked to stop.

        Raises NotReady or Missing when the portal does not come up; by then all is stopped.
        """
        self._listen_to_signals()
        try:
            self.start()
            self.load_demo()
            self.announce()
            self._stay()
        except StopAsked:
            self.progress.say("Stopping")
        finally:
            self.stop()

    def start(self) -> None:
        """Starts everything and waits until the portal is ready."""
        if stop_running(self.home):
            self.progress.say("Ended what an earlier run had left behind")
        logs.trim(self.home / "log", largest=1_000_000)
        self._note()
        with self.progress.step(f"Starting {self.parts.description}"):
            self.parts.start(self.supervisor)
        place = Place(
            self.home,
            self.parts.ports,
            self.parts.amqp_uri,
            self.parts.mongo_uri,
            settings=core_of_its_own(os.sched_getaffinity(0)),
        )
        place.claim_ports(PREFERRED_PORTS)
        self.place = place
        write_environment(self.home, place.environment())
        processes = place.processes()
        self.supervisor.start()
        with self.progress.step(f"Starting the portal's {len(processes)} processes"):
            for process in processes:
                self.supervisor.add(process)
            pause = self.stop_asked.wait
            wait_until_ready(place.url, self.supervisor, pause=pause, say=self.progress.say)

    def load_demo(self) -> None:
        """Loads the demo on the first start."""
        place = self._started()
        client = RpcClient(place.amqp_uri, "demo")
        try:
            load_if_empty(place, client, self.progress.say)
        except NotLoaded as fault:
            self.progress.say(f"{fault}\nThe portal runs all the same; `make reset` starts over.")
        finally:
            client.close()

    def announce(self) -> None:
        """Says where the portal is and who can log in."""
        place = self._started()
        self.progress.say(f"The portal is ready: {place.url}")
        self.progress.plain(
            f"\n    Portal    {place.url}\n"
            f"    API       {place.url}/api/docs\n"
            f"    Mailbox   {place.mailbox_url}  (files in {place.mailbox})\n"
            f"    Logs      {self.home / 'log'}  (make logs)\n"
            f'    Feed      curl -H "Authorization: Bearer $(cat {place.api_key_file})" '
            f"{place.url}/api/v1/events\n"
        )
        if is_loaded(self.home):
            self.progress.plain(f"    Accounts, all with the password {CONTENT['password']}:\n")
            for where, known in (("/login", accounts()), ("/office/login", staff_accounts())):
                self.progress.plain(f"    at {place.url}{where}")
                for login_id, what in known:
                    self.progress.plain(f"      {login_id:24} {what}")
        self.progress.plain("\nCtrl-C or `make stop` stops it.\n")

    def _started(self) -> Place:
        if self.place is None:
            raise RuntimeError("the portal has not been started")
        return self.place

    def stop(self) -> None:
        """Stops everything, broker and database last."""
        self.stop_asked.set()  # a second Ctrl-C must not leave half of it running
        began = time.monotonic()
        forced = self.supervisor.stop(last=self.parts.names)
        forget(self.home)
        self.progress.say(f"Everything is stopped ({time.monotonic() - began:.1f} s)")
        if forced:
            self.progress.say(f"Had to be forced: {', '.join(forced)}")

    def _stay(self) -> None:
        while not self.stop_asked.wait(TRIM_EVERY_SECONDS):
            logs.trim(self.home / "log")

    def _note(self) -> None:
        known = {one.name: one.identity for one in self.supervisor.processes() if one.identity}
        url, mailbox = (
            (self.place.url, self.place.mailbox_url) if known and self.place else ("", "")
        )
        Running(Identity.of(os.getpid()), url, mailbox, known).write(self.home)

    def _listen_to_signals(self) -> None:
        def ask(_number: int, _frame: FrameType | None) -> None:
            if not self.stop_asked.is_set():
                self.stop_asked.set()
                raise StopAsked

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, ask)
