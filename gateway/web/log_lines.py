"""Log lines, written many at a time by a thread of their own.

Writing one hands the interpreter to another thread while a lock is held: under load every request
then waits for the writing of others.
"""

from __future__ import annotations

import atexit
import contextlib
import threading
import time
from collections import deque
from multiprocessing.util import Finalize
from typing import BinaryIO

GATHERED_SECONDS = 0.05


class LogLines:
    """A file as loggers know it; what is written stands in `target` a moment later.

    The lines of that moment are lost when the process is killed, those of an orderly end are not.
    """

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._waiting: deque[bytes] = deque()
        self._there_are = threading.Event()
        self._writing = threading.Lock()

    def start(self) -> None:
        """Begins writing in the background."""
        threading.Thread(target=self._run, name="log", daemon=True).start()
        atexit.register(self.write_out)
        # A worker is a forked process, which leaves without what is registered above.
        Finalize(self, self.write_out, exitpriority=0)

    def write(self, line: bytes) -> int:
        """Keeps a line to be written."""
        self._waiting.append(line)
        if not self._there_are.is_set():
            self._there_are.set()
        return len(line)

    def flush(self) -> None:
        """Nothing: the thread does it."""

    def write_out(self) -> None:
        """Writes what waits."""
        with self._writing:
            self._there_are.clear()
            lines = [self._waiting.popleft() for _ in range(len(self._waiting))]
            # Where nobody reads the log any more, the requests go on.
            with contextlib.suppress(OSError, ValueError):
                self._target.write(b"".join(lines))
                self._target.flush()

    def _run(self) -> None:
        while True:
            self._there_are.wait()
            time.sleep(GATHERED_SECONDS)
            self.write_out()
