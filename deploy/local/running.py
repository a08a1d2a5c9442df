"""The note of what runs: who may be asked to stop, and what to end if nobody is there to ask."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from deploy.local.processes import Identity, wait_until

_RUNNER_STOPS_WITHIN = 90.0
_PART_STOPS_WITHIN = 20.0


class AlreadyRunning(RuntimeError):
    """Another runner keeps this installation running."""


@dataclass(frozen=True)
class Running:
    """A runner, the processes it started (parts that others need last) and where they listen."""

    runner: Identity
    url: str = ""
    mailbox_url: str = ""
    processes: Mapping[str, Identity] = field(default_factory=dict)

    @classmethod
    def read(cls, home: Path) -> Running | None:
        """What was noted in this home; None when nothing was, or it was stopped in good order."""
        file = _note(home)
        if not file.exists():
            return None
        known = json.loads(file.read_text())
        processes = {name: Identity(**one) for name, one in known.pop("processes").items()}
        return cls(Identity(**known.pop("runner")), processes=processes, **known)

    def write(self, home: Path) -> None:
        """Notes it, whole or not at all."""
        draft = _note(home).with_suffix(".new")
        draft.write_text(json.dumps(asdict(self), indent=1))
        draft.replace(_note(home))

    def runs(self) -> bool:
        """Whether the runner is there to be asked."""
        return self.runner.runs()

    def left_behind(self) -> dict[str, Identity]:
        """The processes that still run."""
        return {name: one for name, one in self.processes.items() if one.runs()}


def forget(home: Path) -> None:
    """Nothing runs any more."""
    _note(home).unlink(missing_ok=True)


def stop_running(home: Path) -> bool:
    """Stops whatever runs in this home, also when its runner was killed.

    Returns whether there was anything to stop.
    """
    running = Running.read(home)
    if running is None:
        return False
    if running.runs() and not running.runner.stop(_RUNNER_STOPS_WITHIN):
        running = Running.read(home) or running
    left = running.left_behind()
    parts = [left.pop(name) for name in ("rabbitmq", "mongod", "epmd") if name in left]
    # The portal's own processes say goodbye to broker and database, so those go last.
    for group in (list(left.values()), parts):
        if group:
            with ThreadPoolExecutor(len(group)) as pool:
                list(pool.map(lambda one: one.stop(_PART_STOPS_WITHIN), group))
    forget(home)
    return True


@contextmanager
def only_runner(home: Path) -> Iterator[None]:
    """Holds the home for one runner. Raises AlreadyRunning."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / "runner.lock").open("a") as lock:
        if not wait_until(lambda: _locked(lock.fileno()), 1.0):
            raise AlreadyRunning(str(home))
        yield


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _note(home: Path) -> Path:
    return home / "running.json"
