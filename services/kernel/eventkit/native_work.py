"""Where native code that takes its time runs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


def run_native(work: Callable[[], Any]) -> Any:
    """Runs it here, or under eventlet in a thread of its own, so that other calls go on."""
    if "eventlet" in sys.modules:
        from eventlet import patcher, tpool

        if patcher.is_monkey_patched("thread"):
            return tpool.execute(work)
    return work()
