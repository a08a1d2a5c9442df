"""Answers that must not tell who has an account wait until a fixed time after their question."""

from __future__ import annotations

import pytest

from services.identity.application.even_time import EvenTime


class Watch:
    """A stopwatch that only goes on while somebody works or waits."""

    def __init__(self) -> None:
        self.at = 100.0
        self.waited: list[float] = []

    def __call__(self) -> float:
        return self.at

    def work(self, seconds: float) -> None:
        self.at += seconds

    def pause(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.at += seconds


@pytest.mark.requirement("ID-58")
@pytest.mark.parametrize("work", [0.0, 0.004, 0.0051, 0.019])
def test_an_answer_comes_at_the_same_time_whatever_it_took(work: float) -> None:
    watch = Watch()
    with EvenTime(watch, watch.pause, seconds=0.02)():
        watch.work(work)
    assert watch.at == pytest.approx(100.02)


@pytest.mark.requirement("ID-58")
def test_a_refusal_comes_at_that_time_too() -> None:
    watch = Watch()

    def refuse() -> None:
        with EvenTime(watch, watch.pause, seconds=0.02)():
            watch.work(0.003)
            raise LookupError

    with pytest.raises(LookupError):
        refuse()
    assert watch.at == pytest.approx(100.02)


def test_what_took_longer_waits_no_more() -> None:
    watch = Watch()
    with EvenTime(watch, watch.pause, seconds=0.02)():
        watch.work(0.03)
    assert watch.waited == []
