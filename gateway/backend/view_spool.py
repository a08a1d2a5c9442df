"""Counted views of listing pages, kept on disk until listings has them (LI-64, D-59).

A view is one line in a file of this process, written before the page is answered. A sender
groups lines into batches. What is being sent is noted first, so that after a crash the very same
batch goes out again and the service recognises it: no view is lost, none counted twice.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROTATE_BYTES = 1024 * 1024
BATCH_BYTES = 256 * 1024
MOST_GROUPS = 256

BOTS = re.compile(
    r"bot|crawl|spider|slurp|fetch|preview|monitor|scan|headless|python-|curl|wget|libwww|"
    r"httpclient|go-http|java/|feed|facebookexternalhit|mediapartners|lighthouse",
    re.IGNORECASE,
)


def is_bot(user_agent: str) -> bool:
    """Whether a request is a machine's (D-59 counts people)."""
    return not user_agent or BOTS.search(user_agent) is not None


@dataclass(frozen=True, slots=True)
class Batch:
    """Views to hand over; `id` is the same whenever the same lines are sent."""

    id: str
    views: list[dict[str, Any]]


class ViewSpool:
    """The files of counted views in one directory, shared by all gateway processes there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._file: int | None = None
        self._path: Path | None = None

    def add(self, listing_id: str, on: date) -> None:
        """Keeps one view; raises `OSError` when the disk does not take it."""
        line = json.dumps([listing_id, on.isoformat()]).encode() + b"\n"
        with self._lock:
            if self._file is None or os.fstat(self._file).st_size > ROTATE_BYTES:
                self._open()
            os.write(self._file or 0, line)

    def _open(self) -> None:
        self._close()
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"views-{secrets.token_hex(8)}.log"
        # Others see it only once it is locked, or they would take it for one nobody writes to.
        hidden = path.with_suffix(".opening")
        file = os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            # Held as long as the process lives: others adopt the file when it is gone.
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            hidden.rename(path)
        except OSError:
            os.close(file)
            raise
        self._file, self._path = file, path

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
        self._file = self._path = None

    def send(self, deliver: Callable[[Batch], None]) -> int:
        """Delivers what is waiting, in batches; answers how many views.

        `deliver` raises to say "not now": the batch stays and goes out again unchanged.
        """
        sent = 0
        for path, finished in self._mine():
            for batch, mark in self._batches(path):
                deliver(batch)
                mark()
                sent += sum(view["count"] for view in batch.views)
            if finished:
                self._forget(path)
        return sent

    def _mine(self) -> Iterator[tuple[Path, bool]]:
        """The files to send, and whether nobody writes to them any more."""
        if not self._folder.is_dir():
            return
        for path in sorted(self._folder.glob("views-*.log")):
            with self._lock:
                own = path == self._path
                # Keeps the lock while this is sent, whatever file comes after it meanwhile.
                held = os.dup(self._file) if own and self._file is not None else None
            with contextlib.suppress(OSError):
                descriptor = os.open(path, os.O_RDONLY) if held is None else held
                try:
                    if held is None:
                        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    yield path, not own
                finally:
                    os.close(descriptor)

    def _batches(self, path: Path) -> Iterator[tuple[Batch, Callable[[], None]]]:
        # Up to what is there now: whoever ran after views that keep coming would hand them over
        # one by one.
        until = path.stat().st_size
        while (start := _number(path.with_suffix(".sent"))) < until:
            end = _number(path.with_suffix(".sending"))
            with path.open("rb") as file:
                file.seek(start)
                content = file.read(end - start if end > start else min(BATCH_BYTES, until - start))
            # A last line without its end is still being written.
            content = _portion(content[: content.rfind(b"\n") + 1])
            if not content:
                return
            end = start + len(content)
            _note(path.with_suffix(".sending"), end)
            yield (
                Batch(f"{path.stem}:{start}-{end}", _grouped(content)),
                _marker(path.with_suffix(".sent"), end),
            )

    def _forget(self, path: Path) -> None:
        for suffix in (".log", ".sending", ".sent"):
            path.with_suffix(suffix).unlink(missing_ok=True)

    def waiting_bytes(self) -> int:
        """How much has not been handed over, for the metrics."""
        total = 0
        for path in self._folder.glob("views-*.log"):
            with contextlib.suppress(FileNotFoundError):
                total += path.stat().st_size - _number(path.with_suffix(".sent"))
        return total


def _marker(path: Path, end: int) -> Callable[[], None]:
    return lambda: _note(path, end)


def _portion(content: bytes) -> bytes:
    """As many whole lines as make one batch: at most `MOST_GROUPS` listings and days."""
    seen: set[bytes] = set()
    reached = 0
    for line in content.splitlines(keepends=True):
        seen.add(line)
        if len(seen) > MOST_GROUPS:
            break
        reached += len(line)
    return content[:reached]


def _grouped(content: bytes) -> list[dict[str, Any]]:
    counts: Counter[tuple[str, str]] = Counter()
    for line in content.splitlines():
        with contextlib.suppress(ValueError):
            listing_id, on = json.loads(line)
            counts[str(listing_id), str(on)] += 1
    return [
        {"listing_id": listing_id, "on": on, "count": count}
        for (listing_id, on), count in sorted(counts.items())
    ]


def _number(path: Path) -> int:
    try:
        return int(path.read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return 0


def _note(path: Path, number: int) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(str(number), encoding="ascii")
    fresh.replace(path)
