"""What extends a job-seeker registration, ends it and brings it back (ID-34 to ID-39)."""

from __future__ import annotations

import pytest

from tests.unit.identity.seekers import (
    PROFILE,
    applies_directly,
    at,
    by_staff,
    consulted,
    counter,
    counter_seeker,
    online_seeker,
    own,
    settings_of,
    sm_02_events,
)
from tests.unit.identity.stage import Stage, as_individual


@pytest.mark.requirement("ID-34")
def test_a_consultation_in_the_final_month_extends_the_validity_once(stage: Stage) -> None:
    who = counter_seeker(stage)
    at(stage, 7, 2)
    consulted(stage, who)
    consulted(stage, who)
    assert sm_02_events(stage, who)[1:] == (
        "EmploymentConsultationRecorded",
        "JobSeekerRegistrationExtended",
        "EmploymentConsultationRecorded",
    )
    registration = settings_of(stage, who)["registration"]
    assert registration["valid_until"] == "2024-08-31"
    assert [one["held_on"] for one in registration["consultations"]] == ["2024-07-02"] * 2


@pytest.mark.requirement("ID-34")
@pytest.mark.parametrize("day", ["2024-04-30", "2024-05-02"])
def test_a_consultation_before_the_registration_or_ahead_is_refused(stage: Stage, day: str) -> None:
    who = counter_seeker(stage)
    payload = {"account_id": who, "held_on": day}
    refusal = stage.refusal("record_employment_consultation", payload, counter())
    assert list(refusal.fields) == ["held_on"]


@pytest.mark.requirement("ID-34")
@pytest.mark.requirement("ID-35")
def test_direct_applications_extend_in_the_final_month_only(stage: Stage) -> None:
    who = online_seeker(stage)
    for month, day, valid_until in (
        (6, 30, "2024-07-31"),
        (7, 1, "2024-08-31"),
        (7, 31, "2024-08-31"),
        (8, 31, "2024-09-30"),
    ):
        at(stage, month, day, 23)
        applies_directly(stage, who)
        assert settings_of(stage, who)["registration"]["valid_until"] == valid_until


@pytest.mark.requirement("ID-34")
@pytest.mark.parametrize(
    ("route", "activity"),
    [
        ("direct", "direct-application"),
        ("online-referral", "placement"),
        ("counter-referral", "placement"),
        ("web", None),
    ],
)
def test_placements_count_like_direct_applications_and_web_applications_do_not(
    stage: Stage, route: str, activity: str | None
) -> None:
    who = online_seeker(stage)
    at(stage, 7, 15)
    applies_directly(stage, who, route)
    extended = [e for e in stage.published if e.type == "JobSeekerRegistrationExtended"]
    assert [event.data["activity"] for event in extended] == ([activity] if activity else [])


@pytest.mark.requirement("ID-36")
def test_it_expires_at_midnight_after_the_last_day(stage: Stage) -> None:
    who = online_seeker(stage)
    at(stage, 7, 31, 23)
    assert settings_of(stage, who)["registration"]["active"]
    at(stage, 8, 1, 0)
    assert sm_02_events(stage, who)[-1] == "JobSeekerRegistrationExpired"
    assert stage.published[-1].time == stage.clock.at
    registration = settings_of(stage, who)["registration"]
    assert (registration["active"], registration["inactive_on"]) == (False, "2024-08-01")


@pytest.mark.requirement("ID-36")
def test_an_extension_moves_the_expiry(stage: Stage) -> None:
    who = counter_seeker(stage)
    at(stage, 7, 31)
    consulted(stage, who)
    at(stage, 8, 31)
    assert settings_of(stage, who)["registration"]["active"]
    at(stage, 9, 1)
    assert not settings_of(stage, who)["registration"]["active"]


@pytest.mark.requirement("ID-36")
def test_after_midnight_nobody_is_active_though_the_expiry_is_not_recorded_yet(
    stage: Stage,
) -> None:
    who = online_seeker(stage)
    stage.clock.at = stage.clock.at.replace(month=8, day=2)
    assert not settings_of(stage, who)["registration"]["active"]
    payload = {"reason": "employed"}
    refusal = stage.refusal("deactivate_job_seeker", payload, as_individual(who))
    assert refusal.code == "job-seeker-inactive"
    own(stage, who, "reactivate_job_seeker")
    assert sm_02_events(stage, who)[1:] == (
        "JobSeekerRegistrationExpired",
        "JobSeekerRegistrationReactivated",
    )


@pytest.mark.requirement("ID-37")
@pytest.mark.requirement("ID-38")
def test_while_inactive_the_information_can_be_seen_but_not_changed(stage: Stage) -> None:
    who = online_seeker(stage)
    own(stage, who, "update_job_seeker_information", **PROFILE)
    own(stage, who, "deactivate_job_seeker", reason="switched-off")
    shown = settings_of(stage, who)
    assert shown["registration"]["active"] is False
    assert shown["information"]["appeal"] == PROFILE["appeal"]
    for operation, payload in (
        ("update_job_seeker_information", PROFILE),
        ("publish_profile", {"public": True}),
    ):
        refusal = stage.refusal(operation, payload, as_individual(who))
        assert refusal.code == "job-seeker-inactive"
    own(stage, who, "reactivate_job_seeker")
    own(stage, who, "update_job_seeker_information", **PROFILE)


@pytest.mark.requirement("ID-39")
def test_the_seeker_switches_back_within_12_months_and_staff_at_any_time(stage: Stage) -> None:
    who = online_seeker(stage)
    own(stage, who, "deactivate_job_seeker", reason="switched-off")
    at(stage, 5, 1, 23, year=2025)
    registration = settings_of(stage, who)["registration"]
    assert registration["switching_back_until"] == "2025-05-01"
    assert registration["may_switch_back"]
    at(stage, 5, 2, 0, year=2025)
    assert not settings_of(stage, who)["registration"]["may_switch_back"]
    refusal = stage.refusal("reactivate_job_seeker", {}, as_individual(who))
    assert refusal.code == "switching-back-is-over"
    by_staff(stage, who, "reactivate_job_seeker")
    registration = settings_of(stage, who)["registration"]
    assert (registration["active"], registration["valid_until"]) == (True, "2025-07-31")
