"""Applying to a JPO campaign: the conditions, the round, the proofs (AP-53 to AP-55)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from services.applications.application.commands import apply_to_jpo_campaign
from services.applications.application.reception import next_reception_id
from services.kernel.eventkit.application.ports import Numbers
from services.kernel.eventkit.domain import Facet, NotFound, Refusal
from tests.support.rehearsal import as_individual, tokyo
from tests.unit.applications.jpo_stage import (
    CAMPAIGN,
    CENTRE,
    HANAKO,
    PROOFS,
    TARO,
    JpoStage,
)
from tests.unit.applications.stage import PDF, base64_of, office

FAILING: dict[str, tuple[dict[str, Any], str]] = {
    "age": ({"birth_on": "1989-02-01"}, "birth_on"),
    "english": ({"english": False}, "english"),
    "nationality": ({"nationality": "FR"}, "nationality"),
    "work": ({"work_months": 23}, "work_months"),
    "degree": ({"degree": "bachelor"}, "degree"),
    "intent": ({"long_term_intent": False}, "long_term_intent"),
}


def _refusal(stage: JpoStage, actor: Any = HANAKO, **changes: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        stage.send(actor, **changes)
    return refused.value


@pytest.mark.requirement("AP-53")
@pytest.mark.requirement("AP-54")
@pytest.mark.requirement("AP-55")
def test_an_application_that_meets_every_condition_is_submitted() -> None:
    stage = JpoStage()
    stage.attach()
    done = stage.send(birth_on="1989-02-02", work_months=24, degree="doctor")
    assert stage.told() == ["ApplicationSubmitted"]
    data = stage.published[-1].data
    assert (data["route"], data["listing_id"]) == ("jpo", CAMPAIGN)
    assert data["reception_id"] == done["reception_id"]
    assert stage.state_of(done["application_id"]) == "submitted"


@pytest.mark.requirement("AP-53")
@pytest.mark.requirement("AP-54")
@pytest.mark.parametrize("condition", FAILING)
def test_an_application_that_fails_a_condition_is_refused_and_kept_with_it(condition: str) -> None:
    stage = JpoStage()
    changes, field = FAILING[condition]
    refusal = _refusal(stage, **changes)
    assert refusal.code == "jpo-conditions-not-met"
    assert {name: one[0].code for name, one in refusal.fields.items()} == {
        field: f"jpo-condition-{condition}"
    }
    assert stage.told() == ["JpoApplicationRefused"]
    (candidate,) = stage.documents("jpo_candidates").values()
    assert (candidate["state"], candidate["failed"]) == ("refused", [condition])


@pytest.mark.requirement("AP-54")
def test_every_failed_condition_is_named_at_once() -> None:
    stage = JpoStage()
    everything = {name: value for more, _ in FAILING.values() for name, value in more.items()}
    refusal = _refusal(stage, **everything)
    assert set(refusal.fields) == {field for _, field in FAILING.values()}
    assert stage.told() == ["JpoApplicationRefused"]


@pytest.mark.requirement("AP-54")
def test_each_declared_condition_needs_its_document() -> None:
    stage = JpoStage()
    stage.attach("english", "work")
    refusal = _refusal(stage)
    assert refusal.code == "jpo-proofs-missing"
    assert list(refusal.fields) == ["documents.nationality", "documents.degree"]
    assert stage.told() == []
    stage.attach("nationality", "degree")
    stage.send()
    assert stage.told() == ["ApplicationSubmitted"]


@pytest.mark.requirement("AP-55")
def test_a_person_applies_to_a_round_once_and_to_a_further_round_again() -> None:
    stage = JpoStage()
    stage.apply()
    assert _refusal(stage).code == "jpo-already-applied"
    with pytest.raises(Refusal) as refused:
        stage.attach("english")
    assert refused.value.code == "jpo-application-sent"
    stage.round("JpoCampaignClosed")
    stage.round("JpoAdditionalRecruitmentOpened", 2, "2025-05-07", "2025-06-30")
    stage.apply()
    assert stage.told() == ["ApplicationSubmitted", "ApplicationSubmitted"]


@pytest.mark.requirement("AP-55")
def test_applications_are_taken_only_while_a_round_is_open() -> None:
    stage = JpoStage()
    stage.attach()
    stage.clock.at = tokyo(2025, 5, 30, 23, 59, 59)
    stage.send()
    # the news of the end of the round is still under way
    stage.clock.at = tokyo(2025, 5, 31)
    assert _refusal(stage, TARO).code == "jpo-round-not-open"
    stage.clock.at = tokyo(2025, 5, 20)
    stage.round("JpoCampaignClosed")
    assert _refusal(stage, TARO).code == "jpo-round-not-open"
    assert stage.told() == ["ApplicationSubmitted"]
    with pytest.raises(NotFound):
        stage.send(TARO, campaign_id="no-such-campaign")


@pytest.mark.requirement("AP-55")
def test_a_refused_application_can_be_corrected_four_times_in_its_round() -> None:
    stage = JpoStage()
    for _ in range(3):
        assert _refusal(stage, english=False).code == "jpo-conditions-not-met"
    stage.attach()
    stage.send()
    assert stage.told()[-1] == "ApplicationSubmitted"
    for _ in range(5):
        assert _refusal(stage, TARO, english=False).code == "jpo-conditions-not-met"
    assert _refusal(stage, TARO).code == "jpo-refused-too-often"


def test_the_same_refused_command_again_is_one_refusal() -> None:
    stage = JpoStage()
    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            stage.send(command_id="once", english=False)
        assert refused.value.code == "jpo-conditions-not-met"
    assert stage.told() == ["JpoApplicationRefused"]


def test_an_inactive_job_seeker_does_not_apply() -> None:
    stage = JpoStage()
    inactive = as_individual("hanako", Facet.INACTIVE_JOB_SEEKER)
    assert _refusal(stage, inactive).code == "job-seeker-inactive"


def test_the_form_says_what_is_asked_what_is_there_and_why_not_to_apply() -> None:
    stage = JpoStage()
    asked = {"campaign_id": CAMPAIGN}
    _refusal(stage, english=False)
    stage.attach("work")
    form = stage.run("get_jpo_form", asked, HANAKO)
    assert form["refusal"] is None
    assert form["proofs"] == list(PROOFS)
    assert [one["document_id"] for one in form["documents"]] == ["work"]
    assert form["refused"][0]["failed"] == ["english"]
    application_id = stage.apply()
    form = stage.run("get_jpo_form", asked, HANAKO)
    assert (form["refusal"], form["application_id"]) == ("jpo-already-applied", application_id)
    assert stage.run("get_jpo_form", asked, TARO)["documents"] == []


def test_proofs_are_known_by_their_content_and_can_be_replaced() -> None:
    stage = JpoStage()
    with pytest.raises(Refusal) as refused:
        stage.attach("degree", content=b"GIF89a")
    assert refused.value.code == "document-type-not-accepted"
    stage.attach("degree")
    stage.attach("degree", content=office("word/document.xml"))
    (document,) = stage.run("get_jpo_form", {"campaign_id": CAMPAIGN}, HANAKO)["documents"]
    assert document["name"] == "degree.pdf.docx"


@pytest.mark.requirement("AP-54")
@pytest.mark.parametrize("part", [b"MZ\x90 a program", b"%PDF-1.7\nhalf of another"])
def test_a_proof_stays_what_was_looked_at_while_another_is_half_sent(part: bytes) -> None:
    stage = JpoStage()
    stage.attach()
    begun = {"campaign_id": CAMPAIGN, "proves": "degree", "name": "other.pdf"}
    piece = {**begun, "index": 0, "last": False, "data": base64_of(part)}
    stage.run("put_jpo_document_piece", piece, HANAKO)
    application_id = stage.send()["application_id"]
    asked = {"application_id": application_id, "document_id": "degree"}
    read = stage.run("get_jpo_document_piece", asked, CENTRE)
    assert (read["data"], read["size"]) == (base64_of(PDF), len(PDF))


def test_of_a_proof_that_was_replaced_nothing_is_kept() -> None:
    stage = JpoStage()
    stage.attach("degree", content=b"%PDF-1.7\nthe first")
    (begun,) = stage.documents("jpo_candidates").values()
    stage.attach("degree", content=b"%PDF-1.7\nthe second")
    assert stage.files.pieces(begun["documents"][0]["file_id"]) == 0


def test_proofs_are_read_by_their_applicant_and_once_sent_by_the_centre() -> None:
    stage = JpoStage()
    stage.attach("english")
    (application_id,) = stage.documents("jpo_candidates")
    piece = {"application_id": application_id, "document_id": "english"}
    assert stage.run("get_jpo_document_piece", piece, HANAKO)["last"] is True
    for actor in (CENTRE, TARO):
        with pytest.raises(NotFound):
            stage.run("get_jpo_document_piece", piece, actor)
    stage.attach()
    stage.send()
    assert stage.run("get_jpo_document_piece", piece, CENTRE)["name"] == "english.pdf"
    with pytest.raises(NotFound):
        stage.run("get_jpo_document_piece", {**piece, "index": 1}, HANAKO)


def test_what_was_declared_is_nowhere_in_the_clear_and_gone_with_the_person() -> None:
    stage = JpoStage()
    application_id = stage.apply()
    written = repr(stage.events()) + json.dumps(
        [event.data for event in stage.published], ensure_ascii=False
    )
    for private in ("山田花子", "1995-05-05", "保健の仕事"):
        assert private not in written
        assert private not in repr(stage.documents("jpo_candidates"))
    held = stage.run("get_held_data", {}, HANAKO)["parts"][1]
    assert held["name"] == "jpo-applications"
    assert held["items"][0]["declared"]["applicant_name"] == "山田花子"
    data = {"account_id": "hanako", "kind": "individual"}
    stage.hear("identity", "UserWithdrawn", "hanako", data)
    assert stage.state_of(application_id) == "declined"
    assert stage.published[-1].data["by"] == "left-portal"
    detail = stage.candidate(application_id)
    assert detail["declared"]["applicant_name"] is None
    assert detail["documents"] == []
    assert (
        stage.files.pieces(
            stage.documents("jpo_candidates")[application_id]["documents"][0]["file_id"]
        )
        == 0
    )


def test_a_next_post_counts_also_for_somebody_who_has_left() -> None:
    stage = JpoStage()
    application_id = stage.in_state("dispatched")
    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})
    stage.do("record_jpo_next_post", application_id, organisation="WHO")
    assert stage.state_of(application_id) == "placed"
    assert stage.candidate(application_id)["next_post"] is None


def test_the_candidacy_of_somebody_who_leaves_while_applying_is_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = JpoStage()
    stage.attach()

    def leave_first(numbers: Numbers) -> str:
        stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})
        return next_reception_id(numbers)

    monkeypatch.setattr(apply_to_jpo_campaign, "next_reception_id", leave_first)
    application_id = stage.send()["application_id"]
    assert stage.state_of(application_id) == "declined"
