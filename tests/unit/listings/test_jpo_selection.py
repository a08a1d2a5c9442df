"""The end of a JPO selection: every candidate has a result (SM-15)."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import Refusal, Role
from tests.support.rehearsal import Rehearsal, as_staff, tokyo
from tests.unit.listings.stage import open_stage, told

MOFA = as_staff(Role.MOFA, "mofa-1")


def _selecting(stage: Rehearsal) -> str:
    terms = {"opens_on": "2024-06-01", "closes_on": "2024-06-30"}
    created = {"application_year": 2024, "terms": terms}
    campaign_id = str(stage.run("create_jpo_campaign", created, MOFA)["campaign_id"])
    stage.run("announce_jpo_campaign", {"campaign_id": campaign_id}, MOFA)
    stage.until(tokyo(2024, 7, 1))
    stage.run("start_jpo_selection", {"campaign_id": campaign_id}, MOFA)
    return campaign_id


def _decided(stage: Rehearsal) -> str:
    campaign_id = _selecting(stage)
    payload = {"campaign_id": campaign_id, "all_decided": True}
    stage.run("complete_jpo_selection", payload, MOFA)
    return campaign_id


def test_the_selection_is_complete_when_every_candidate_has_a_result() -> None:
    stage = open_stage()
    campaign_id = _selecting(stage)
    with pytest.raises(Refusal) as refused:
        stage.run("complete_jpo_selection", {"campaign_id": campaign_id}, MOFA)
    assert refused.value.code == "jpo-candidates-undecided"
    payload = {"campaign_id": _decided(open_stage()), "applicants": 3, "dispatched": 4}
    with pytest.raises(Refusal):
        stage.run("publish_jpo_results", payload, MOFA)


def test_a_candidate_without_result_keeps_the_selection_going() -> None:
    stage = open_stage()
    campaign_id = _selecting(stage)
    _applied(stage, "web-1", "job-1", "web")
    _applied(stage, "jpo-1", campaign_id, "jpo")
    payload = {"campaign_id": campaign_id, "all_decided": True}
    with pytest.raises(Refusal) as refused:
        stage.run("complete_jpo_selection", payload, MOFA)
    (problem,) = refused.value.fields["all_decided"]
    assert (problem.code, problem.params) == ("jpo-without-result", {"count": 1})
    candidate = {
        "application_id": "jpo-1",
        "campaign_id": campaign_id,
        "application_year": 2024,
        "round": 1,
        "person_id": "hanako",
    }
    stage.hear("applications", "JpoCandidateSelected", "jpo-1", candidate)
    stage.run("complete_jpo_selection", payload, MOFA)
    assert told(stage)[-1] == "JpoSelectionCompleted"


def _applied(stage: Rehearsal, application_id: str, listing_id: str, route: str) -> None:
    data = {
        "application_id": application_id,
        "reception_id": f"AP-{application_id}",
        "listing_id": listing_id,
        "organisation_id": "org-1",
        "person_id": "hanako",
        "route": route,
        "submitted_at": "2024-06-10T10:00:00+09:00",
    }
    stage.hear("applications", "ApplicationSubmitted", application_id, data)
