"""Follows a log with a search index until it is killed: `python -m ... FOLDER REACHED [MOMENT]`.

Says `begun`, then `step` before each batch, and `done` when it has come to the end of the log.
With `noting` or `noted` it says so and stands still at the third time that it is about to note its
position beside the index, or has just done so.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Any

from services.listings.adapters.search.replica import SearchReplica
from tests.integration.listings.changing_log import ChangingLog

STANDS_STILL_AT = 3


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


class _TellingLog(ChangingLog):
    def __call__(self, after: int) -> object:  # type: ignore[override]
        batch = super().__call__(after)
        _say("done" if batch.last and not batch.documents else "step")
        return batch


def _stand_still_when(moment: str) -> None:
    rename = os.replace
    times = 0

    def stopping(*arguments: Any) -> None:
        nonlocal times
        times += 1
        if times == STANDS_STILL_AT and moment == "noted":
            rename(*arguments)
        if times == STANDS_STILL_AT:
            _say(moment)
            threading.Event().wait()
        rename(*arguments)

    os.replace = stopping  # type: ignore[assignment]


if __name__ == "__main__":
    log = _TellingLog(int(sys.argv[2]))
    replica = SearchReplica(Path(sys.argv[1]), log, pause=lambda _: None)  # type: ignore[arg-type]
    if len(sys.argv) > 3:
        _stand_still_when(sys.argv[3])
    _say("begun")
    replica.open()
    while True:
        replica.step()
        threading.Event().wait(0.001)
