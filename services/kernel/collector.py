"""Python's garbage collector in long-running processes.

With its usual thresholds it walked through everything alive so often that reading a log took
three times as long: events and documents are many, live long and hold no cycles.
"""

from __future__ import annotations

import gc

YOUNG, MIDDLE, OLD = 100_000, 20, 50


def relieve_collector() -> None:
    """Sets what was loaded at the start aside for good, and looks for cycles more rarely."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
