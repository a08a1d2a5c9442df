"""Keeps the log files of a run from growing without end."""

from __future__ import annotations

import shutil
from pathlib import Path

LARGEST_BYTES = 20_000_000


def trim(folder: Path, largest: int = LARGEST_BYTES) -> None:
    """Moves what is in a grown log to `<name>.1`, over what was there.

    The processes append, so the file can be emptied under them; a line written between copy and
    emptying is lost.
    """
    for log in folder.glob("*.log"):
        if log.stat().st_size > largest:
            shutil.copyfile(log, log.with_suffix(".log.1"))
            with log.open("r+b") as full:
                full.truncate(0)
