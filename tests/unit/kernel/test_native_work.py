"""Where native work runs: here while it is quick, in a thread of its own once it is not."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from services.kernel.eventkit.native_work import QUICK_SECONDS, UsuallyQuick, side_by_side


class Spending:
    """Processor time that passes as the work says, and where the work ran."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.away = 0
        self.run = UsuallyQuick(self.elsewhere, lambda: self.seconds)

    def elsewhere(self, work: Callable[[], Any]) -> Any:
        self.away += 1
        return work()

    def work(self, seconds: float) -> str:
        def spend() -> str:
            self.seconds += seconds
            return "done"

        answer: str = self.run(spend)
        return answer


def test_work_of_unknown_length_runs_elsewhere() -> None:
    spending = Spending()
    assert spending.work(0.0) == "done"
    assert spending.away == 1


def test_work_that_stays_quick_runs_here_before_long() -> None:
    spending = Spending()
    for _ in range(100):
        spending.work(QUICK_SECONDS / 4)
    assert spending.away < 50
    settled = spending.away
    for _ in range(100):
        spending.work(QUICK_SECONDS / 4)
    assert spending.away == settled


def test_after_one_long_run_the_next_ones_go_elsewhere_again() -> None:
    spending = Spending()
    for _ in range(100):
        spending.work(0.0)
    settled = spending.away
    spending.work(QUICK_SECONDS * 10)
    assert spending.away == settled
    spending.work(0.0)
    assert spending.away == settled + 1


def test_what_the_work_raises_is_raised_and_its_time_counts() -> None:
    spending = Spending()
    for _ in range(100):
        spending.work(0.0)

    def fail() -> None:
        spending.seconds += QUICK_SECONDS * 10
        raise LookupError("nothing there")

    settled = spending.away
    with pytest.raises(LookupError, match="nothing there"):
        spending.run(fail)
    spending.work(0.0)
    assert spending.away == settled + 1


def test_works_side_by_side_answer_in_their_order() -> None:
    here: set[int] = set()

    def work(number: int) -> int:
        here.add(threading.get_ident())
        return number

    assert side_by_side([partial(work, number) for number in range(50)]) == list(range(50))
    assert len(here) <= 2
    assert side_by_side([]) == []


def test_two_works_really_run_at_the_same_time() -> None:
    meeting = threading.Barrier(2, timeout=10)
    assert sorted(side_by_side([meeting.wait, meeting.wait])) == [0, 1]


def test_what_one_of_two_works_raises_is_raised_and_nothing_more_is_begun() -> None:
    begun: list[int] = []

    def fail() -> None:
        begun.append(1)
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        side_by_side([fail] * 20)
    assert len(begun) <= 2


def test_works_within_works_begin_no_further_threads() -> None:
    here: set[int] = set()

    def note() -> None:
        here.add(threading.get_ident())

    side_by_side([partial(side_by_side, [note] * 10) for _ in range(10)])
    assert len(here) <= 2


def test_a_thread_that_only_waits_for_the_one_beside_it_is_held_up_as_well() -> None:
    away: list[Callable[[], Any]] = []

    def elsewhere(work: Callable[[], Any]) -> Any:
        away.append(work)
        return work()

    run = UsuallyQuick(elsewhere)
    for _ in range(100):
        run(lambda: None)
    assert len(away) < 100
    here, meeting = threading.get_ident(), threading.Barrier(2, timeout=10)

    def busy_beside() -> None:
        meeting.wait()
        until = time.thread_time() + QUICK_SECONDS * 10
        while threading.get_ident() != here and time.thread_time() < until:
            pass

    settled = len(away)
    run(lambda: side_by_side([busy_beside] * 2))
    run(lambda: None)
    assert len(away) == settled + 1
