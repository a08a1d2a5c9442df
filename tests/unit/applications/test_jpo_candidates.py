"""JPO candidates: SM-16 in full, the end of dispatches, figures, and who may see what."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import NotFound, NotPermitted, Refusal, StaleForm
from tests.support.rehearsal import tokyo
from tests.unit.applications.jpo_stage import (
    CAMPAIGN,
    CENTRE,
    COURSE,
    DECLINE,
    DISPATCH,
    EXAMINE,
    HANAKO,
    NEXT_POST,
    SELECT,
    TARO,
    TURN_DOWN,
    JpoStage,
)


def _refused(stage: JpoStage) -> str:
    with pytest.raises(Refusal):
        stage.send(nationality="FR")
    return next(iter(stage.documents("jpo_candidates")))


STATES = ("none", "refused", *COURSE)
COMMANDS: dict[str, tuple[str, dict[str, Any]]] = {
    "examine": EXAMINE,
    "select": SELECT,
    "turn-down": TURN_DOWN,
    "decline": DECLINE,
    "dispatch": DISPATCH,
    "complete": ("complete_jpo_dispatch", {}),
    "next-post": NEXT_POST,
}
# From (state), trigger (command): the event and the state after it, as SM-16 has it. That a
# dispatch is completed by the system at its end is shown below.
ALLOWED = {
    ("submitted", "examine"): ("JpoExaminationRecorded", "examined"),
    ("submitted", "turn-down"): ("JpoCandidateNotSelected", "not-selected"),
    ("examined", "turn-down"): ("JpoCandidateNotSelected", "not-selected"),
    ("examined", "select"): ("JpoCandidateSelected", "selected"),
    ("submitted", "decline"): ("JpoCandidateDeclined", "declined"),
    ("examined", "decline"): ("JpoCandidateDeclined", "declined"),
    ("selected", "decline"): ("JpoCandidateDeclined", "declined"),
    ("selected", "dispatch"): ("JpoDispatched", "dispatched"),
    ("dispatched", "next-post"): ("JpoNextPostRecorded", "placed"),
    ("completed", "next-post"): ("JpoNextPostRecorded", "placed"),
}
# A timer that was overtaken; before its date it is refused.
IDLE = {(state, "complete") for state in STATES if state != "dispatched"}


def _in_state(stage: JpoStage, state: str) -> str:
    return _refused(stage) if state == "refused" else stage.in_state(state)


@pytest.mark.requirement("AP-56")
@pytest.mark.requirement("AP-57")
@pytest.mark.parametrize(("case", "outcome"), ALLOWED.items(), ids=lambda value: "-".join(value))
def test_an_allowed_command_emits_its_event_and_changes_the_state(
    case: tuple[str, str], outcome: tuple[str, str]
) -> None:
    stage = JpoStage()
    application_id = _in_state(stage, case[0])
    name, more = COMMANDS[case[1]]
    stage.do(name, application_id, **more)
    assert stage.told()[-1] == outcome[0]
    assert stage.state_of(application_id) == outcome[1]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("command", COMMANDS)
def test_any_other_command_changes_nothing(state: str, command: str) -> None:
    if (state, command) in ALLOWED:
        return
    stage = JpoStage()
    application_id = _in_state(stage, state)
    before = stage.events()
    name, more = COMMANDS[command]
    if (state, command) in IDLE:
        stage.do(name, application_id, **more)
    else:
        with pytest.raises(Refusal):
            stage.do(name, application_id, **more)
    assert stage.events() == before


@pytest.mark.requirement("AP-56")
@pytest.mark.parametrize(
    ("starts_on", "before", "end"),
    [
        ("2025-10-01", tokyo(2027, 9, 30, 23, 59, 59), tokyo(2027, 10, 1)),
        ("2028-02-29", tokyo(2030, 2, 27, 23, 59, 59), tokyo(2030, 2, 28)),
    ],
)
def test_a_dispatch_ends_at_the_second_anniversary_of_its_start(
    starts_on: str, before: Any, end: Any
) -> None:
    stage = JpoStage()
    application_id = stage.in_state("selected")
    stage.do("record_jpo_dispatch", application_id, destination="UNDP", starts_on=starts_on)
    stage.until(before)
    assert stage.state_of(application_id) == "dispatched"
    with pytest.raises(Refusal) as refused:
        stage.do("complete_jpo_dispatch", application_id)
    assert refused.value.code == "jpo-dispatch-not-over"
    stage.until(end)
    assert stage.state_of(application_id) == "completed"
    assert stage.told()[-1] == "JpoDispatchCompleted"
    assert stage.documents("due") == {}


def test_nothing_falls_due_any_more_once_a_next_post_is_recorded() -> None:
    stage = JpoStage()
    stage.in_state("placed")
    assert stage.documents("due") == {}


@pytest.mark.requirement("AP-58")
def test_a_dispatch_goes_only_to_a_destination_with_an_arrangement() -> None:
    stage = JpoStage()
    application_id = stage.in_state("selected")
    before = stage.events()
    with pytest.raises(Refusal) as refused:
        stage.do("record_jpo_dispatch", application_id, destination="ITU", starts_on="2025-10-01")
    assert refused.value.code == "jpo-destination-without-arrangement"
    assert list(refused.value.fields) == ["destination"]
    assert stage.events() == before
    assert stage.candidate(application_id)["arranged"] == ["UNDP", "WHO"]


@pytest.mark.parametrize(
    ("command", "more", "field"),
    [
        ("record_jpo_examination", {"examined_on": "2025-05-08"}, "examined_on"),
        ("record_jpo_dispatch", {"destination": "WHO", "starts_on": "2024-12-31"}, "starts_on"),
    ],
)
def test_days_that_cannot_be_are_refused(command: str, more: dict[str, Any], field: str) -> None:
    stage = JpoStage()
    state = "selected" if command == "record_jpo_dispatch" else "submitted"
    with pytest.raises(Refusal) as refused:
        stage.do(command, stage.in_state(state), **more)
    assert list(refused.value.fields) == [field]


@pytest.mark.requirement("AP-57")
@pytest.mark.requirement("RE-60")
def test_the_figures_count_all_rounds_together_and_the_share_of_next_posts() -> None:
    stage = JpoStage()
    stage.in_state("completed")
    stage.clock.at = tokyo(2025, 5, 7, 10, 0)
    stage.round("JpoCampaignClosed")
    stage.round("JpoAdditionalRecruitmentOpened", 2, "2025-05-07", "2025-06-30")
    again = stage.apply()
    _refused_taro(stage)
    figures = stage.run("get_jpo_figures", {"campaign_id": CAMPAIGN}, CENTRE)
    assert (figures["applicants"], figures["refused"], figures["dispatched"]) == (2, 1, 1)
    assert (figures["undecided"], figures["next_post_percent"]) == (1, 0)
    for command, more in (EXAMINE, SELECT, DISPATCH, NEXT_POST):
        stage.do(command, again, **more)
    figures = stage.run("get_jpo_figures", {"campaign_id": CAMPAIGN}, CENTRE)
    assert (figures["dispatched"], figures["next_posts"]) == (2, 1)
    assert figures["next_post_percent"] == 50
    assert figures["states"]["refused"] == 1


def _refused_taro(stage: JpoStage) -> None:
    with pytest.raises(Refusal):
        stage.send(TARO, degree="bachelor")


def test_a_share_of_nobody_is_not_reported() -> None:
    stage = JpoStage()
    stage.in_state("dispatched")
    figures = stage.run("get_jpo_figures", {"campaign_id": CAMPAIGN}, CENTRE)
    assert figures["next_post_percent"] is None


@pytest.mark.requirement("GW-54")
def test_the_centre_finds_candidates_by_state_and_eligibility_refusals_with_their_reasons() -> None:
    stage = JpoStage()
    application_id = stage.apply()
    _refused_taro(stage)
    everybody = {"campaign_id": CAMPAIGN}
    assert stage.run("find_jpo_candidates", everybody, CENTRE)["total"] == 2
    (one,) = stage.run("find_jpo_candidates", {**everybody, "state": "refused"}, CENTRE)["items"]
    assert (one["failed"], one["applicant_name"]) == (["degree"], "山田花子")
    detail = stage.candidate(application_id)
    assert detail["declared"]["birth_on"] == "1995-05-05"
    assert {one["document_id"] for one in detail["documents"]} == {
        *("english", "nationality", "work", "degree")
    }
    with pytest.raises(NotPermitted):
        stage.run("find_jpo_candidates", everybody, HANAKO)
    with pytest.raises(NotPermitted):
        stage.run("get_jpo_candidate", {"application_id": application_id}, TARO)


def test_the_applicant_sees_the_own_state_and_never_the_remarks_of_the_centre() -> None:
    stage = JpoStage()
    application_id = stage.in_state("not-selected")
    mine = stage.run("get_my_jpo_application", {"application_id": application_id}, HANAKO)
    assert mine["state"] == "not-selected"
    assert [one["state"] for one in mine["course"]] == ["submitted", "not-selected"]
    assert "書類が足りない" not in str(mine)
    assert stage.candidate(application_id)["remarks_of_centre"] == "書類が足りない"
    assert stage.run("find_my_jpo_applications", {}, HANAKO)["total"] == 1
    assert stage.run("find_my_jpo_applications", {}, TARO)["total"] == 0
    with pytest.raises(NotFound):
        stage.run("get_my_jpo_application", {"application_id": application_id}, TARO)


def test_only_the_applicant_and_the_centre_decline_and_a_stale_form_is_refused() -> None:
    stage = JpoStage()
    application_id = stage.apply()
    named = {"application_id": application_id}
    with pytest.raises(NotFound):
        stage.run("decline_jpo_candidacy", named, TARO)
    with pytest.raises(StaleForm):
        stage.run("decline_jpo_candidacy", {**named, "expected_version": 1}, HANAKO)
    version = stage.candidate(application_id)["version"]
    stage.run("decline_jpo_candidacy", {**named, "expected_version": version}, HANAKO)
    assert stage.published[-1].data["by"] == "applicant"
