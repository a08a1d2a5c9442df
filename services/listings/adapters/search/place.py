"""Where a process keeps its index: a numbered directory of its own, with generations in it."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

MOST_REPLICAS = 64
"""So many processes may share one directory."""


class NoDirectoryLeft(Exception):
    """More processes than `MOST_REPLICAS` search in the same directory."""


class ReplicaPlace:
    """A directory that no other process uses while this one runs.

    Each process takes the first free of `replica-00`, `replica-01`, ... and holds a lock on it
    until it ends, however it ends; so it finds its index again after a restart. An index has a
    directory named by the signature of what it depends on and by its generation.
    """

    def __init__(self, root: Path, signature: str) -> None:
        """Takes a directory; raises `NoDirectoryLeft`."""
        self._signature = signature
        for number in range(MOST_REPLICAS):
            self.path = root / f"replica-{number:02d}"
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(self._lock)
                continue
            return
        raise NoDirectoryLeft(str(root))

    def free(self) -> None:
        """Gives the directory to whoever comes next."""
        os.close(self._lock)

    def generations(self) -> list[Path]:
        """The directories of this signature, newest first."""
        return sorted(self.path.glob(f"{self._signature}.[0-9]*"), reverse=True)

    def new_generation(self) -> Path:
        """The directory for an index to be built, newer than all others."""
        newest = max((int(path.name.rpartition(".")[2]) for path in self.generations()), default=0)
        return self.path / f"{self._signature}.{newest + 1:06d}"

    def keep_only(self, present: Path) -> None:
        """Deletes all indexes but one, those of other signatures included."""
        for path in self.path.iterdir():
            if path.is_dir() and path != present:
                shutil.rmtree(path, ignore_errors=True)
