"""JPO campaigns: SM-15 in full, rounds at their dates, lists and figures (LI-73 to LI-84)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.kernel.eventkit.domain import (
    SYSTEM,
    VISITOR,
    Actor,
    NotFound,
    NotPermitted,
    Refusal,
    Role,
)
from tests.support.rehearsal import Rehearsal, as_staff, tokyo
from tests.unit.listings.stage import SECRETARIAT, open_stage, told

MOFA = as_staff(Role.MOFA, "mofa-1")
TERMS = {"opens_on": "2024-06-01", "closes_on": "2024-06-30"}


def _created(stage: Rehearsal, **terms: Any) -> str:
    payload = {"application_year": 2024, "terms": {**TERMS, **terms}}
    return str(stage.run("create_jpo_campaign", payload, MOFA)["campaign_id"])


def _announced(stage: Rehearsal) -> str:
    campaign_id = _created(stage)
    stage.run("announce_jpo_campaign", {"campaign_id": campaign_id}, MOFA)
    return campaign_id


def _open(stage: Rehearsal) -> str:
    campaign_id = _announced(stage)
    stage.until(tokyo(2024, 6, 1))
    return campaign_id


def _closed(stage: Rehearsal) -> str:
    campaign_id = _announced(stage)
    stage.until(tokyo(2024, 7, 1))
    return campaign_id


def _selecting(stage: Rehearsal) -> str:
    campaign_id = _closed(stage)
    stage.run("start_jpo_selection", {"campaign_id": campaign_id}, MOFA)
    return campaign_id


def _decided(stage: Rehearsal) -> str:
    campaign_id = _selecting(stage)
    payload = {"campaign_id": campaign_id, "all_decided": True}
    stage.run("complete_jpo_selection", payload, MOFA)
    return campaign_id


def _results_published(stage: Rehearsal) -> str:
    campaign_id = _decided(stage)
    payload = {"campaign_id": campaign_id, "applicants": 351, "dispatched": 60}
    stage.run("publish_jpo_results", payload, MOFA)
    return campaign_id


STATES: dict[str, Callable[[Rehearsal], str]] = {
    "none": lambda stage: "no-such-campaign",
    "draft": _created,
    "announced": _announced,
    "open": _open,
    "closed": _closed,
    "selecting": _selecting,
    "decided": _decided,
    "results-published": _results_published,
}
COMMANDS: dict[str, tuple[str, dict[str, Any], Actor]] = {
    "announce": ("announce_jpo_campaign", {}, MOFA),
    "open": ("open_jpo_campaign", {}, SYSTEM),
    "close": ("close_jpo_campaign", {}, SYSTEM),
    "open-again": ("open_jpo_additional_recruitment", {"closes_on": "2024-12-20"}, MOFA),
    "select": ("start_jpo_selection", {}, MOFA),
    "decide": ("complete_jpo_selection", {"all_decided": True}, MOFA),
    "publish": ("publish_jpo_results", {"applicants": 351, "dispatched": 60}, MOFA),
}
# From (state), trigger (command): the event and the state after it, as SM-15 has it. That rounds
# open and close at their dates is shown below.
ALLOWED = {
    ("draft", "announce"): ("JpoCampaignAnnounced", "announced"),
    ("closed", "open-again"): ("JpoAdditionalRecruitmentOpened", "open"),
    ("selecting", "open-again"): ("JpoAdditionalRecruitmentOpened", "open"),
    ("decided", "open-again"): ("JpoAdditionalRecruitmentOpened", "open"),
    ("closed", "select"): ("JpoSelectionStarted", "selecting"),
    ("selecting", "decide"): ("JpoSelectionCompleted", "decided"),
    ("decided", "publish"): ("JpoResultsPublished", "results-published"),
}
# Timers that were overtaken; before their date they are refused.
IDLE = {
    *((state, "open") for state in STATES if state != "announced"),
    *((state, "close") for state in STATES if state != "open"),
}


def _run(stage: Rehearsal, command: str, campaign_id: str) -> None:
    name, payload, actor = COMMANDS[command]
    stage.run(name, {"campaign_id": campaign_id, **payload}, actor)


@pytest.mark.requirement("LI-73")
@pytest.mark.parametrize(("case", "outcome"), ALLOWED.items(), ids=lambda value: "-".join(value))
def test_an_allowed_command_emits_its_event_and_changes_the_state(
    case: tuple[str, str], outcome: tuple[str, str]
) -> None:
    stage = open_stage()
    campaign_id = STATES[case[0]](stage)
    _run(stage, case[1], campaign_id)
    assert told(stage)[-1] == outcome[0]
    assert stage.documents("jpo_campaigns")[campaign_id]["state"] == outcome[1]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("command", COMMANDS)
def test_any_other_command_changes_nothing(state: str, command: str) -> None:
    if (state, command) in ALLOWED:
        return
    stage = open_stage()
    campaign_id = STATES[state](stage)
    before = stage.events()
    if (state, command) in IDLE:
        _run(stage, command, campaign_id)
    else:
        with pytest.raises(Refusal):
            _run(stage, command, campaign_id)
    assert stage.events() == before


@pytest.mark.requirement("LI-73")
def test_a_round_opens_and_closes_at_its_dates_to_the_second() -> None:
    stage = open_stage()
    campaign_id = _announced(stage)
    about = {"campaign_id": campaign_id}
    for moment, state in (
        (tokyo(2024, 5, 31, 23, 59, 59), "announced"),
        (tokyo(2024, 6, 1), "open"),
        (tokyo(2024, 6, 30, 23, 59, 59), "open"),
        (tokyo(2024, 7, 1), "closed"),
    ):
        stage.until(moment)
        assert stage.run("get_jpo_campaign", about, VISITOR)["state"] == state
    stage.run("open_jpo_additional_recruitment", {**about, "closes_on": "2024-07-31"}, MOFA)
    stage.until(tokyo(2024, 8, 1))
    assert told(stage) == [
        "JpoCampaignCreated",
        "JpoCampaignAnnounced",
        "JpoCampaignOpened",
        "JpoCampaignClosed",
        "JpoAdditionalRecruitmentOpened",
        "JpoCampaignClosed",
    ]
    assert [event.data.get("round") for event in stage.published[-2:]] == [2, 2]
    assert stage.documents("due") == {}


@pytest.mark.requirement("LI-73")
def test_a_year_has_one_campaign_run_by_the_mofa_centre() -> None:
    stage = open_stage()
    _created(stage)
    with pytest.raises(Refusal) as refused:
        _created(stage)
    assert refused.value.code == "jpo-campaign-exists"
    with pytest.raises(NotPermitted):
        stage.run("create_jpo_campaign", {"application_year": 2025, "terms": {}}, SECRETARIAT)
    assert stage.run("find_jpo_campaigns", {}, VISITOR)["total"] == 0
    assert stage.run("find_jpo_campaigns", {}, MOFA)["total"] == 1
    with pytest.raises(NotFound):
        stage.run("get_jpo_campaign", {"campaign_id": next(iter(_ids(stage)))}, VISITOR)


def _ids(stage: Rehearsal) -> Any:
    return stage.documents("jpo_campaigns")


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"opens_on": None}, "terms.opens_on"),
        ({"closes_on": "2024-05-31"}, "terms.closes_on"),
        ({"destinations": []}, "terms.destinations"),
        ({"steps": []}, "terms.steps"),
    ],
)
def test_a_campaign_is_announced_with_dates_destinations_and_steps(
    terms: dict[str, Any], field: str
) -> None:
    stage = open_stage()
    campaign_id = _created(stage)
    payload = {"campaign_id": campaign_id, "terms": {**TERMS, **terms}}
    with pytest.raises(Refusal) as refused:
        stage.run("announce_jpo_campaign", payload, MOFA)
    assert list(refused.value.fields) == [field]


@pytest.mark.requirement("LI-76")
@pytest.mark.requirement("LI-77")
@pytest.mark.requirement("LI-78")
@pytest.mark.requirement("LI-79")
def test_the_programme_has_its_conditions_figures_destinations_and_fields() -> None:
    stage = open_stage()
    known = stage.run("get_jpo_programme", {}, VISITOR)
    assert len(known["eligibility"]) == 6
    assert [
        (one["fiscal_year"], one["applicants"], one["dispatched"]) for one in known["figures"]
    ] == [(2020, 325, 54), (2021, 352, 56), (2022, 331, 64), (2023, 340, 55)]
    codes = [
        "UN",
        "UNDP",
        "UNFPA",
        "UNHCR",
        "UNICEF",
        "WFP",
        "FAO",
        "ILO",
        "UNESCO",
        "WHO",
        "IOM",
        "OECD",
        "UNIDO",
        "ICC",
    ]
    assert [one["code"] for one in known["destinations"]] == codes
    assert all(one["name"] and one["name_en"] for one in known["destinations"])
    assert len({one["ja"] for one in known["specialities"]}) == 33
    assert all(one["en"] for one in known["specialities"])


@pytest.mark.requirement("LI-77")
def test_the_figures_of_a_campaign_join_the_published_ones() -> None:
    stage = open_stage()
    _results_published(stage)
    newest = stage.run("get_jpo_programme", {}, VISITOR)["figures"][-1]
    assert newest == {
        "fiscal_year": 2024,
        "applicants": 351,
        "dispatched": 60,
        "label": "応募者数",
    }
    assert stage.published[-1].data["dispatched"] == 60


@pytest.mark.requirement("LI-78")
@pytest.mark.requirement("LI-79")
@pytest.mark.requirement("LI-80")
def test_campaigns_are_found_by_destination_and_by_field_also_added_ones() -> None:
    stage = open_stage()
    campaign_id = _created(
        stage,
        destinations=[{"code": "ITU", "name": "国際電気通信連合"}],
        specialities=[{"ja": "宇宙", "en": "Space"}],
    )
    stage.run("announce_jpo_campaign", {"campaign_id": campaign_id}, MOFA)
    for asked, total in (
        ({"destination": "ITU"}, 1),
        ({"destination": "UNDP"}, 0),
        ({"field": "宇宙"}, 1),
        ({"field": "宇宙", "destination": "UNDP"}, 0),
    ):
        assert stage.run("find_jpo_campaigns", asked, VISITOR)["total"] == total


@pytest.mark.requirement("LI-84")
def test_the_steps_of_the_flow_are_edited_for_each_campaign() -> None:
    stage = open_stage()
    assert [one["ja"] for one in stage.run("get_jpo_programme", {}, VISITOR)["steps"]] == [
        "応募",
        "応募資格の確認",
        "試験",
        "合格者の決定",
        "派遣",
        "2年間の勤務",
        "次のポストの獲得",
    ]
    campaign_id = _created(stage, steps=[{"ja": "応募"}, {"ja": "面接", "en": "Interview"}])
    stage.run("announce_jpo_campaign", {"campaign_id": campaign_id}, MOFA)
    steps = stage.run("get_jpo_programme", {}, VISITOR)["steps"]
    assert [one["ja"] for one in steps] == ["応募", "面接"]
