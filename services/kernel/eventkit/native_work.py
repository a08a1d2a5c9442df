"""Where native code that takes its time runs."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

QUICK_SECONDS = 0.002
"""Work that takes less holds nobody up; to hand it to a thread and back costs a third of that."""

_FORGOTTEN = 0.95
_TWO = 2
_sharing: set[int] = set()
"""The threads that carry out works of `side_by_side` now."""
_waited: dict[int, float] = {}
"""How much longer than each of these threads itself the ones beside it have worked, in seconds."""


def run_native(work: Callable[[], Any]) -> Any:
    """Runs it here, or under eventlet in a thread of its own, so that other calls go on."""
    if "eventlet" in sys.modules:
        from eventlet import patcher, tpool

        if patcher.is_monkey_patched("thread"):
            return tpool.execute(work)
    return work()


def one_after_the_other(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """The answers of the works, in their order."""
    return [work() for work in works]


def side_by_side(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """The answers of works that two processors share: this thread and a native one beside it.

    For native code that lets go of the interpreter and takes milliseconds. Whoever calls waits for
    all of them; what one raises is raised, and those not begun by then are left undone. Works that
    share among themselves again do so one after the other: both processors have work already.
    """
    threading_ = _native_threading()
    if len(works) < _TWO or threading_.get_ident() in _sharing:
        return one_after_the_other(works)
    waiting = list(enumerate(works))[::-1]
    answers: dict[int, Any] = {}
    faults: list[BaseException] = []
    spent: dict[int, float] = {}

    def work() -> None:
        here, began = threading_.get_ident(), time.thread_time()
        _sharing.add(here)
        try:
            while not faults and (taken := _taken(waiting)):
                at, one = taken
                answers[at] = one()
        except BaseException as fault:
            faults.append(fault)
        finally:
            _sharing.discard(here)
            spent[here] = time.thread_time() - began

    beside = threading_.Thread(target=work, daemon=True)
    beside.start()
    work()
    beside.join()
    here = threading_.get_ident()
    _waited[here] = _waited.get(here, 0.0) + max(spent.values()) - spent[here]
    if faults:
        raise faults[0]
    return [answers[at] for at in range(len(works))]


def _taken(waiting: list[tuple[int, Callable[[], Any]]]) -> tuple[int, Callable[[], Any]] | None:
    try:
        return waiting.pop()
    except IndexError:
        return None


def _native_threading() -> Any:
    """The module of threads as it was before eventlet made green ones of them."""
    if "eventlet" in sys.modules:
        from eventlet import patcher

        return patcher.original("threading")
    return threading


def held_up() -> float:
    """Seconds of processor time of this thread, and of those it only waited for in `side_by_side`."""
    return time.thread_time() + _waited.get(_native_threading().get_ident(), 0.0)


class UsuallyQuick:
    """Runs one kind of work here while it is quick, otherwise as `elsewhere` does.

    What counts is how long the longest among the recent ones held this thread up (`spent`, in
    seconds): one long run sends the next forty or so to a thread.
    """

    def __init__(
        self,
        elsewhere: Callable[[Callable[[], Any]], Any] = run_native,
        spent: Callable[[], float] = held_up,
    ) -> None:
        self._elsewhere, self._spent = elsewhere, spent
        # Until it is known, it may be long.
        self._longest = QUICK_SECONDS * 2

    def __call__(self, work: Callable[[], Any]) -> Any:
        """What the work answers; what it raises is raised."""

        def timed() -> Any:
            began = self._spent()
            try:
                return work()
            finally:
                self._longest = max(self._longest * _FORGOTTEN, self._spent() - began)

        return timed() if self._longest < QUICK_SECONDS else self._elsewhere(timed)
