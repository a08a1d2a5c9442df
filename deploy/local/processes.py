"""Starting, recognising and ending operating-system processes."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

POLL_SECONDS = 0.02

# Children that outlive what started them; kept so that nobody takes them for forgotten ones.
_left_running: list[subprocess.Popen[bytes]] = []


class NotReady(RuntimeError):
    """Something that was started did not become ready in time, or died while starting."""


@dataclass(frozen=True)
class Identity:
    """One process for good: its number alone may come to mean another process later."""

    pid: int
    started: int

    @classmethod
    def of(cls, pid: int) -> Identity:
        """Raises ProcessLookupError when no such process runs."""
        known = _state_and_start(pid)
        if known is None:
            raise ProcessLookupError(pid)
        return cls(pid, known[1])

    def runs(self) -> bool:
        """Whether it has not ended yet; one that only waits to be noticed as ended has."""
        known = _state_and_start(self.pid)
        return known is not None and known[0] not in "ZX" and known[1] == self.started

    def send(self, number: signal.Signals) -> None:
        """Sends a signal to this process; one that has ended is left alone."""
        if self.runs():
            _quietly(os.kill, self.pid, number)

    def kill(self) -> None:
        """Ends the process and everything in its process group at once (kill -9)."""
        if self.runs():
            _quietly(os.killpg, self.pid, signal.SIGKILL)

    def stop(self, seconds: float) -> bool:
        """Asks the process to end, then forces it. Returns whether asking was enough."""
        self.send(signal.SIGTERM)
        if self._ends_within(seconds):
            return True
        self.kill()
        self._ends_within(5)
        return False

    def _ends_within(self, seconds: float) -> bool:
        return wait_until(lambda: not self.runs(), seconds)


@dataclass
class Process:
    """One program that can be started again and again, with its output in a file.

    It leads a session of its own: Ctrl-C in the terminal does not reach it, and killing it takes
    along whatever it started.
    """

    name: str
    command: Sequence[str]
    log: Path
    # The whole environment is the caller's plus these; `folder` is where it runs.
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    stop_seconds: float = 20.0
    identity: Identity | None = None
    _child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self._child = subprocess.Popen(
                list(self.command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **self.environment},
                cwd=self.folder,
                start_new_session=True,
            )
        self.identity = Identity.of(self._child.pid)

    def adopt(self, identity: Identity) -> None:
        """From now on this stands for a process that another program may have started."""
        if self._child is not None:
            _left_running.append(self._child)
        self._child = None
        self.identity = identity

    def runs(self) -> bool:
        if self._child is not None:
            return self._child.poll() is None
        return self.identity is not None and self.identity.runs()

    def exit_code(self) -> int | None:
        """How it ended (negative: by that signal); None while it runs or when another started it."""
        return None if self._child is None else self._child.poll()

    def stop(self) -> bool:
        """Ends it in good order. Returns False when it had to be forced."""
        gently = True if self.identity is None else self.identity.stop(self.stop_seconds)
        self._reap()
        return gently

    def kill(self) -> None:
        """Ends it at once, as a crash would (kill -9)."""
        if self.identity is not None:
            self.identity.kill()
        self._reap()

    def last_lines(self, count: int = 15) -> str:
        """The end of its output, for the report of a failure."""
        return last_lines(self.log, count)

    def _reap(self) -> None:
        if self._child is not None:
            self._child.wait(10)


def wait_until(condition: Callable[[], bool], seconds: float, poll: float = POLL_SECONDS) -> bool:
    """Waits for a condition; False when it did not come true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(poll)
    return True


def wait_ready(process: Process, condition: Callable[[], bool], seconds: float) -> None:
    """Waits until a started process is ready. Raises NotReady with the end of its output."""
    if wait_until(lambda: condition() or not process.runs(), seconds, 0.05) and process.runs():
        return
    what = f"not ready after {seconds:.0f} s" if process.runs() else "ended while starting"
    raise NotReady(f"{process.name} {what}. The end of {process.log}:\n{process.last_lines()}")


def last_lines(log: Path, count: int) -> str:
    """The last lines of a file that may be long or absent."""
    if not log.exists():
        return "(no output)"
    with log.open("rb") as output:
        output.seek(max(0, log.stat().st_size - 16_384))
        lines = output.read().decode("utf-8", "replace").splitlines()
    return "\n".join(lines[-count:]) or "(no output)"


def _state_and_start(pid: int) -> tuple[str, int] | None:
    """The state of a process and when it started, in clock ticks since boot."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The command name stands in brackets and may hold anything, so count from its end.
    fields = stat[stat.rindex(")") + 2 :].split()
    return fields[0], int(fields[19])


def _quietly(send: Callable[[int, int], None], pid: int, number: signal.Signals) -> None:
    try:
        send(pid, number)
    except ProcessLookupError:
        return
