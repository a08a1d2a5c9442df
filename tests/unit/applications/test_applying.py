from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import (
    Facet,
    InvalidInput,
    JobSeekerInactive,
    NotFound,
    Refusal,
    StaleForm,
)
from tests.support.rehearsal import as_individual, as_organisation
from tests.unit.applications.stage import (
    FULL,
    HANAKO,
    JICA_TICKS,
    PDF,
    TARO,
    TICKS,
    Stage,
    base64_of,
    refusal_of,
)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.requirement("AP-08")
@pytest.mark.requirement("AP-10")
def test_an_application_is_submitted_with_a_reception_id_of_its_own(stage: Stage) -> None:
    first, second = stage.apply(HANAKO), stage.apply(TARO)

    assert stage.told() == ["ApplicationDrafted", "ApplicationSubmitted"] * 2
    submitted = stage.published[1].data
    assert submitted == {
        "application_id": first,
        "reception_id": "AP00000001",
        "listing_id": "job-1",
        "organisation_id": "org-1",
        "person_id": "hanako",
        "route": "web",
        "submitted_at": "2024-05-07T01:00:00+00:00",
    }
    assert stage.mine(second, TARO)["reception_id"] == "AP00000002"


def test_no_event_document_or_public_event_shows_personal_data(stage: Stage) -> None:
    application_id = stage.draft()
    stage.attach(application_id)
    stage.submit(application_id)

    everything = repr((stage.events(), stage.documents("applications"), stage.published))
    for text in ("山田花子", "よろしく", "履歴書"):
        assert text not in everything


@pytest.mark.requirement("ID-37")
def test_an_inactive_job_seeker_sees_past_applications_and_sends_no_new_one(stage: Stage) -> None:
    inactive = as_individual("hanako", Facet.INACTIVE_JOB_SEEKER)
    application_id = stage.draft()
    with pytest.raises(JobSeekerInactive):
        stage.submit(application_id, inactive)
    with pytest.raises(JobSeekerInactive):
        stage.draft(as_individual("taro", Facet.INACTIVE_JOB_SEEKER))
    assert stage.mine(application_id, inactive)["application_id"] == application_id
    assert stage.told() == ["ApplicationDrafted"]


@pytest.mark.requirement("AP-02")
def test_a_listing_without_web_application_takes_none(stage: Stage) -> None:
    stage.publish_listing("job-1", web_application=False)

    assert refusal_of(stage).code == "listing-takes-no-web-applications"


@pytest.mark.requirement("AP-03")
@pytest.mark.parametrize("left_out", TICKS)
def test_every_confirmation_of_a_job_must_be_ticked(stage: Stage, left_out: str) -> None:
    refused = refusal_of(stage, confirmations=[tick for tick in TICKS if tick != left_out])

    assert refused.code == "confirmations-incomplete"
    assert [problem.params["item"] for problem in refused.fields["confirmations"]] == [left_out]
    assert stage.events() == []


@pytest.mark.requirement("AP-04")
@pytest.mark.parametrize("kind", ["training", "seminar"])
def test_trainings_and_seminars_ask_for_no_confirmation(stage: Stage, kind: str) -> None:
    stage.publish_listing("training-1", kind=kind)

    stage.apply(listing_id="training-1", confirmations=[])

    assert stage.told()[-1] == "ApplicationSubmitted"


@pytest.mark.requirement("AP-05")
def test_a_public_recruitment_asks_for_its_own_confirmations(stage: Stage) -> None:
    stage.publish_listing("koubo", kind="public-recruitment", full_registrants_only=True)

    refused = refusal_of(stage, actor=FULL, listing_id="koubo", confirmations=TICKS)
    assert [problem.params["item"] for problem in refused.fields["confirmations"]] == JICA_TICKS
    assert stage.apply(FULL, listing_id="koubo", confirmations=JICA_TICKS)


@pytest.mark.requirement("AP-06")
def test_a_public_recruitment_is_for_full_registrants_only(stage: Stage) -> None:
    stage.publish_listing("koubo", kind="public-recruitment", full_registrants_only=True)

    refused = refusal_of(stage, listing_id="koubo", confirmations=JICA_TICKS)
    assert refused.code == "full-registration-needed"


def test_a_job_for_former_volunteers_does_not_exist_for_others(stage: Stage) -> None:
    stage.publish_listing("jocv", kind="jocv-job", jocv_only=True)

    with pytest.raises(NotFound):
        stage.draft(listing_id="jocv")


@pytest.mark.requirement("AP-07")
def test_the_form_tells_what_to_tick_and_to_attach(stage: Stage) -> None:
    stage.publish_listing("job-1", required_documents=["履歴書"])

    form = stage.run("get_application_form", {"listing_id": "job-1"}, HANAKO)

    assert form["listing"]["title"] == "保健の専門家"
    assert form["confirmations"] == TICKS
    assert form["required_documents"] == ["履歴書"]
    assert form["refusal"] is None
    assert form["application_id"] is None


def test_a_repeated_command_submits_once(stage: Stage) -> None:
    application_id = stage.draft()
    payload = {"application_id": application_id}

    first = stage.run("submit_application", payload, HANAKO, command_id="c-1")
    again = stage.run("submit_application", payload, HANAKO, command_id="c-1")

    assert again["repeated"]
    assert again["reception_id"] == first["reception_id"]
    assert stage.told().count("ApplicationSubmitted") == 1


def test_a_form_filled_in_again_replaces_the_draft(stage: Stage) -> None:
    application_id = stage.draft(remarks="first")
    assert stage.draft(remarks="second") == application_id

    assert stage.mine(application_id)["remarks"] == "second"
    with pytest.raises(StaleForm):
        stage.run(
            "submit_application", {"application_id": application_id, "expected_version": 1}, HANAKO
        )


def test_an_unknown_listing_is_not_found(stage: Stage) -> None:
    with pytest.raises(NotFound):
        stage.draft(listing_id="nowhere")


def test_organisations_cannot_apply(stage: Stage) -> None:
    with pytest.raises(Refusal, match="not-permitted"):
        stage.draft(as_organisation("org-2"))


def test_nobody_touches_the_draft_of_somebody_else(stage: Stage) -> None:
    application_id = stage.draft()

    for attempt in (stage.submit, stage.mine):
        with pytest.raises(NotFound):
            attempt(application_id, as_individual("taro"))
    with pytest.raises(NotFound):
        stage.attach(application_id, actor=TARO)


def test_what_is_missing_is_named_by_field(stage: Stage) -> None:
    with pytest.raises(InvalidInput) as refused:
        stage.run("draft_application", {"listing_id": "job-1", "applicant_name": " "}, HANAKO)
    assert {name: problems[0].code for name, problems in refused.value.fields.items()} == {
        "applicant_name": "required"
    }


def test_one_command_applies_with_documents(stage: Stage) -> None:
    stage.publish_listing("job-1", required_documents=["履歴書"])
    stage.attach(stage.draft(), document_id="older")
    payload = {
        "listing_id": "job-1",
        "confirmations": TICKS,
        "applicant_name": "山田花子",
        "documents": [{"name": "cv.pdf", "data": base64_of(PDF), "fulfils": "履歴書"}],
    }

    done = stage.run("apply_to_listing", payload, HANAKO, command_id="c-1")
    again = stage.run("apply_to_listing", payload, HANAKO, command_id="c-1")

    assert done["reception_id"] == again["reception_id"]
    assert again["repeated"]
    documents = stage.mine(done["application_id"])["documents"]
    assert [one["name"] for one in documents] == ["cv.pdf"]
    piece = {"application_id": done["application_id"], "document_id": documents[0]["document_id"]}
    assert stage.run("get_document_piece", piece, HANAKO)["data"] == base64_of(PDF)


def test_the_same_command_with_another_document_changes_nothing_of_what_was_sent(
    stage: Stage,
) -> None:
    payload = {"listing_id": "job-1", "confirmations": TICKS, "applicant_name": "山田花子"}
    for content in (PDF, b"%PDF-1.7\nanother"):
        documents = [{"name": "cv.pdf", "data": base64_of(content)}]
        command = {**payload, "documents": documents}
        done = stage.run("apply_to_listing", command, HANAKO, command_id="c-1")
    (document,) = stage.mine(done["application_id"])["documents"]
    piece = {"application_id": done["application_id"], "document_id": document["document_id"]}
    assert stage.run("get_document_piece", piece, HANAKO)["data"] == base64_of(PDF)


def test_one_command_that_is_refused_leaves_nothing(stage: Stage) -> None:
    stage.publish_listing("job-1", required_documents=["履歴書"])
    payload = {"listing_id": "job-1", "confirmations": TICKS, "applicant_name": "山田花子"}

    with pytest.raises(Refusal, match="required-documents-missing"):
        stage.run("apply_to_listing", payload, HANAKO)
    assert stage.events() == []


def test_the_form_is_found_by_the_data_number_of_the_listing(stage: Stage) -> None:
    form = stage.run("get_application_form", {"data_number": "D0000001"}, HANAKO)
    assert form["listing"]["listing_id"] == "job-1"
    with pytest.raises(NotFound):
        stage.run("get_application_form", {"data_number": "D9999999"}, HANAKO)
    with pytest.raises(InvalidInput):
        stage.run("get_application_form", {}, HANAKO)
