"""Progress lines with times, for people who watch something start."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Progress:
    """Writes what is being done, how long it took, and what to do when it failed."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._began = time.monotonic()

    def say(self, text: str) -> None:
        """One line with the time since the beginning."""
        self._out.write(f"[{time.monotonic() - self._began:6.1f} s] {text}\n")
        self._out.flush()

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        """Announces a step, then says how long it took; nothing is added when it fails."""
        began = time.monotonic()
        self.say(f"{text} ...")
        yield
        self.say(f"{text}: done in {time.monotonic() - began:.1f} s")

    def plain(self, text: str) -> None:
        """Text without a time."""
        self._out.write(f"{text}\n")
        self._out.flush()
