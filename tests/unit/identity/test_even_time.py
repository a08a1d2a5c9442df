"""Answers that must not tell who has an account wait until a fixed time after their question."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.identity.application.even_time import EVEN_SECONDS, EvenTime
from tests.unit.identity.stage import MAIL, Stage


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


@pytest.mark.requirement("ID-58")
def test_where_only_refusals_wait_an_answer_comes_at_once() -> None:
    watch = Watch()
    even_time = EvenTime(watch, watch.pause, seconds=0.02)
    with even_time.refusals():
        watch.work(0.003)
    assert (watch.at, watch.waited) == (pytest.approx(100.003), [])

    def refuse() -> None:
        with even_time.refusals():
            watch.work(0.003)
            raise LookupError

    with pytest.raises(LookupError):
        refuse()
    assert watch.at == pytest.approx(100.023)


def _refused_reissue(stage: Stage, email: str) -> None:
    payload = {"login_id": email, "birth_on": "1990-04-01", "answer": "ポチ1号"}
    stage.refusal("reissue_password", payload)


def _refused_code(stage: Stage, email: str) -> None:
    payload = {"login_id": email, "email": email, "organisation_code": "A-1"}
    stage.refusal("reissue_organisation_password", payload)


@pytest.mark.requirement("ID-58")
@pytest.mark.parametrize("email", [MAIL, "nobody@example.jp"])
@pytest.mark.parametrize(
    "refused", [lambda stage, email: stage.login_refusal(email), _refused_reissue, _refused_code]
)
def test_whoever_is_not_let_in_is_told_so_at_a_fixed_time(
    stage: Stage, refused: Callable[[Stage, str], None], email: str
) -> None:
    stage.opened()
    stage.paused.clear()
    refused(stage, email)
    [waited] = stage.paused
    assert 0 < waited <= EVEN_SECONDS


def test_whoever_is_let_in_does_not_wait(stage: Stage) -> None:
    stage.opened()
    stage.paused.clear()
    stage.log_in()
    assert stage.paused == []


def test_what_took_longer_waits_no_more() -> None:
    watch = Watch()
    with EvenTime(watch, watch.pause, seconds=0.02)():
        watch.work(0.03)
    assert watch.waited == []
