"""Direct applications of job seekers (オンライン自主応募): LI-10, AP-12, AP-14, D-46."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import Facet, JobSeekerInactive, NotFound, Refusal
from tests.support.rehearsal import as_individual, tokyo
from tests.unit.applications.stage import BODY, HANAKO, PDF, TICKS, Stage, base64_of

SEEKER = as_individual("hanako", Facet.JOB_SEEKER)
WHY = "現地の保健医療に十年たずさわってきたためです"


@pytest.fixture
def stage() -> Stage:
    """The job takes direct applications and no others."""
    made = Stage()
    made.publish_listing(web_application=False, direct_application=True)
    return made


def refusal_of(stage: Stage, **changes: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        stage.draft(**{"actor": SEEKER, "motivation": WHY, **changes})
    return refused.value


def form_for(stage: Stage, actor: Any = SEEKER, **more: Any) -> Any:
    return stage.run("get_application_form", {"listing_id": "job-1", **more}, actor)


@pytest.mark.requirement("AP-12")
def test_an_active_job_seeker_applies_directly_with_a_motivation(stage: Stage) -> None:
    application_id = stage.apply(SEEKER, motivation=WHY)

    assert stage.told() == ["ApplicationDrafted", "ApplicationSubmitted"]
    assert stage.published[-1].data["route"] == "direct"
    assert stage.published[-1].data["reception_id"] == "AP00000001"
    mine = stage.mine(application_id)
    assert (mine["route"], mine["motivation"]) == ("direct", WHY)
    seen = stage.run("get_application", {"application_id": application_id}, BODY)
    assert (seen["route"], seen["motivation"]) == ("direct", WHY)
    listed = stage.run("find_applications_of_listing", {"listing_id": "job-1"}, BODY)
    assert [one["route"] for one in listed["items"]] == ["direct"]


@pytest.mark.requirement("AP-12")
@pytest.mark.parametrize("direct", [True, False])
@pytest.mark.parametrize("facet", [None, Facet.FULL_REGISTRANT])
def test_without_an_active_registration_there_is_no_direct_application(
    stage: Stage, facet: Facet | None, direct: bool
) -> None:
    somebody = as_individual("hanako", *([facet] if facet else []))

    assert refusal_of(stage, actor=somebody, direct=direct).code == "active-job-seeker-needed"
    assert form_for(stage, somebody)["refusal"] == "active-job-seeker-needed"
    assert stage.events() == []


@pytest.mark.requirement("AP-12")
@pytest.mark.requirement("ID-37")
def test_an_inactive_job_seeker_neither_begins_nor_sends_one(stage: Stage) -> None:
    inactive = as_individual("hanako", Facet.INACTIVE_JOB_SEEKER)
    with pytest.raises(JobSeekerInactive):
        stage.draft(inactive, motivation=WHY)

    application_id = stage.draft(SEEKER, motivation=WHY)
    with pytest.raises(JobSeekerInactive):
        stage.submit(application_id, inactive)
    with pytest.raises(Refusal, match="active-job-seeker-needed"):
        stage.submit(application_id, HANAKO)
    assert stage.told() == ["ApplicationDrafted"]


@pytest.mark.requirement("LI-10")
@pytest.mark.requirement("AP-12")
def test_a_listing_that_does_not_accept_them_takes_none(stage: Stage) -> None:
    application_id = stage.draft(SEEKER, motivation=WHY)
    stage.publish_listing(web_application=True, direct_application=False)

    assert refusal_of(stage, direct=True).code == "listing-takes-no-direct-applications"
    assert form_for(stage, direct=True)["refusal"] == "listing-takes-no-direct-applications"
    with pytest.raises(Refusal, match="listing-takes-no-direct-applications"):
        stage.submit(application_id, SEEKER)


@pytest.mark.requirement("AP-12")
@pytest.mark.parametrize("motivation", ["", " \n\u200b"])
def test_the_motivation_is_mandatory(stage: Stage, motivation: str) -> None:
    refused = refusal_of(stage, motivation=motivation)

    assert refused.code == "motivation-missing"
    assert [problem.code for problem in refused.fields["motivation"]] == ["required"]
    assert stage.events() == []


@pytest.mark.requirement("AP-12")
def test_resume_work_history_job_card_and_others_may_be_attached(stage: Stage) -> None:
    offered = ["履歴書", "職務経歴書", "ジョブ・カード"]
    assert form_for(stage)["offered_documents"] == offered
    application_id = stage.draft(SEEKER, motivation=WHY)
    for number, kind in enumerate([*offered, None]):
        named = {"fulfils": kind} if kind else {}
        stage.attach(application_id, PDF, document_id=f"d{number}", actor=SEEKER, **named)

    stage.submit(application_id, SEEKER)

    kinds = [one["fulfils"] for one in stage.mine(application_id)["documents"]]
    assert kinds == [*offered, None]


@pytest.mark.requirement("AP-08")
@pytest.mark.requirement("AP-12")
def test_what_the_listing_requires_is_required_of_direct_applications_too(stage: Stage) -> None:
    stage.publish_listing(direct_application=True, required_documents=["履歴書"])
    assert form_for(stage)["offered_documents"] == ["職務経歴書", "ジョブ・カード"]
    application_id = stage.draft(SEEKER, motivation=WHY)
    with pytest.raises(Refusal, match="required-documents-missing"):
        stage.submit(application_id, SEEKER)
    stage.attach(application_id, fulfils="履歴書", actor=SEEKER)
    assert stage.submit(application_id, SEEKER)["reception_id"]


@pytest.mark.parametrize(
    ("facets", "direct", "route"),
    [((), False, "web"), ((Facet.FULL_REGISTRANT,), False, "web")]
    + [((Facet.JOB_SEEKER,), direct, "direct") for direct in (False, True)],
)
def test_of_a_listing_that_takes_both_the_registration_decides(
    stage: Stage, facets: tuple[Facet, ...], direct: bool, route: str
) -> None:
    stage.publish_listing(web_application=True, direct_application=True)
    somebody = as_individual("hanako", *facets)

    assert form_for(stage, somebody, direct=direct)["route"] == route
    stage.apply(somebody, direct=direct, motivation=WHY)
    assert stage.published[-1].data["route"] == route


def test_of_a_listing_that_takes_both_a_direct_application_can_be_asked_for_in_vain(
    stage: Stage,
) -> None:
    stage.publish_listing(web_application=True, direct_application=True)

    assert refusal_of(stage, actor=HANAKO, direct=True).code == "active-job-seeker-needed"


@pytest.mark.requirement("AP-09")
def test_once_per_listing_spans_both_routes(stage: Stage) -> None:
    stage.publish_listing(web_application=True, direct_application=True)
    stage.apply(HANAKO)

    assert refusal_of(stage, direct=True).code == "already-applied"


def test_a_draft_begun_by_web_becomes_direct_when_it_is_filled_in_as_a_job_seeker(
    stage: Stage,
) -> None:
    stage.publish_listing(web_application=True, direct_application=True)
    begun = stage.draft(HANAKO)
    assert stage.mine(begun)["route"] == "web"
    assert refusal_of(stage, motivation="").code == "motivation-missing"

    assert stage.draft(SEEKER, motivation=WHY) == begun
    stage.submit(begun, SEEKER)

    assert stage.mine(begun)["route"] == "direct"
    assert stage.published[-1].data["route"] == "direct"


@pytest.mark.requirement("AP-33")
def test_a_direct_application_can_be_cancelled_within_a_day(stage: Stage) -> None:
    application_id = stage.apply(SEEKER, motivation=WHY)
    stage.clock.at = tokyo(2024, 5, 8, 10, 0, 0)
    stage.run("cancel_application", {"application_id": application_id}, SEEKER)

    assert stage.told()[-1] == "ApplicationCancelled"


def test_one_command_applies_directly(stage: Stage) -> None:
    payload = {
        "listing_id": "job-1",
        "confirmations": TICKS,
        "applicant_name": "山田花子",
        "documents": [{"name": "cv.pdf", "data": base64_of(PDF), "fulfils": "履歴書"}],
    }
    with pytest.raises(Refusal, match="motivation-missing"):
        stage.run("apply_to_listing", payload, SEEKER)
    done = stage.run("apply_to_listing", {**payload, "motivation": WHY}, SEEKER)

    assert stage.published[-1].data["route"] == "direct"
    assert stage.mine(done["application_id"])["motivation"] == WHY


def test_the_motivation_is_readable_nowhere_and_gone_with_the_person(stage: Stage) -> None:
    application_id = stage.apply(SEEKER, motivation=WHY)
    everything = repr((stage.events(), stage.documents("applications"), stage.published))
    assert WHY not in everything

    part = stage.run("get_held_data", {}, SEEKER)["parts"][0]
    assert part["items"][0]["content"]["motivation"] == WHY
    assert part["items"][0]["route"] == "direct"

    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})
    assert (
        stage.run("get_application", {"application_id": application_id}, BODY)["motivation"] == ""
    )
    with pytest.raises(NotFound):
        stage.mine(application_id, as_individual("taro"))
