"""The states of a job-seeker registration and what is done to it, for the table of SM-02."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.unit.identity.seekers import (
    AGREED,
    HOME,
    SHINJUKU,
    accept_at_counter,
    applies_directly,
    at,
    by_staff,
    consulted,
    counter_seeker,
    online_seeker,
    own,
)
from tests.unit.identity.stage import Stage

Deed = Callable[[Stage, str], object]


def _apply(stage: Stage, who: str) -> None:
    own(stage, who, "apply_as_job_seeker", school="none", information=HOME, **AGREED)


def _apply_at_counter(stage: Stage, who: str) -> None:
    stage.clock.at += timedelta(minutes=10)
    accept_at_counter(stage)
    own(stage, who, "apply_as_job_seeker", school="none", **AGREED)


def _switch_off(stage: Stage, who: str) -> None:
    own(stage, who, "deactivate_job_seeker", reason="switched-off")


def _employed(stage: Stage, who: str) -> None:
    by_staff(stage, who, "deactivate_job_seeker", reason="employed")


def _leave(stage: Stage, who: str) -> None:
    own(stage, who, "leave", confirmed=True)


def _online(stage: Stage) -> str:
    return online_seeker(stage)


def _inactive_online(stage: Stage) -> str:
    who = online_seeker(stage)
    _switch_off(stage, who)
    return who


def _inactive_user(stage: Stage) -> str:
    who = counter_seeker(stage)
    _employed(stage, who)
    return who


def _expired(stage: Stage) -> str:
    who = online_seeker(stage)
    at(stage, 8, 1)
    return who


def _long_inactive(stage: Stage) -> str:
    who = _inactive_online(stage)
    at(stage, 5, 2, year=2025)
    return who


def _closed(stage: Stage) -> str:
    who = online_seeker(stage)
    _leave(stage, who)
    return who


STATES: dict[str, Callable[[Stage], str]] = {
    "None": lambda stage: stage.opened(),
    "Active, OnlineRegistrant": _online,
    "Active, HelloWorkUser": counter_seeker,
    "Inactive, OnlineRegistrant": _inactive_online,
    "Inactive, HelloWorkUser": _inactive_user,
    "Inactive, expired": _expired,
    "Inactive for more than 12 months": _long_inactive,
    "Closed": _closed,
}


def _validity_passes(stage: Stage, who: str) -> None:
    at(stage, 8, 1, 0)


def _direct_application_in_the_final_month(stage: Stage, who: str) -> None:
    stage.until(max(stage.clock.at, stage.clock.at.replace(month=7, day=15)))
    applies_directly(stage, who)


def _consultation(stage: Stage, who: str) -> None:
    consulted(stage, who)


def _on_by_the_person(stage: Stage, who: str) -> None:
    own(stage, who, "reactivate_job_seeker")


def _on_by_staff(stage: Stage, who: str) -> None:
    by_staff(stage, who, "reactivate_job_seeker")


def _first_use(stage: Stage, who: str) -> None:
    by_staff(stage, who, "record_office_use", office=SHINJUKU)


def _other_office(stage: Stage, who: str) -> None:
    by_staff(stage, who, "change_hello_work_office", office=SHINJUKU)


DEEDS: dict[str, Deed] = {
    "applies online": _apply,
    "applies at the counter": _apply_at_counter,
    "direct application before the final month": applies_directly,
    "direct application in the final month": _direct_application_in_the_final_month,
    "web application": lambda stage, who: applies_directly(stage, who, "web"),
    "last day of validity passes": _validity_passes,
    "switches off": _switch_off,
    "employed, by staff": _employed,
    "consultation": _consultation,
    "switches on": _on_by_the_person,
    "switched on by staff": _on_by_staff,
    "leaves": _leave,
    "first use of an office": _first_use,
    "another office": _other_office,
}
