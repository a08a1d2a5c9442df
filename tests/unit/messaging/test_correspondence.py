from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import (
    Facet,
    InvalidInput,
    JobSeekerInactive,
    NotFound,
    NotPermitted,
    Refusal,
)
from services.messaging.domain.organisation_mail.thread import MOST_ANSWERS
from tests.support.rehearsal import as_individual
from tests.unit.messaging.stage import BODY, HANAKO, OTHER_BODY, SIMPLE, TARO, Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.requirement("ME-02")
def test_an_individual_writes_to_an_organisation(stage: Stage) -> None:
    mail_id = stage.write()

    assert stage.told() == ["OrganisationMailSent"]
    assert stage.published[0].data == {
        "mail_id": mail_id,
        "organisation_id": "org-1",
        "person_id": "hanako",
        "listing_id": "job-1",
    }
    inbox = stage.run("find_organisation_mails", {}, BODY)
    assert inbox["total"] == 1
    assert inbox["items"][0]["subject"] == "質問です"
    assert inbox["items"][0]["sender_name"] == "山田花子"
    assert inbox["items"][0]["listing"]["title"] == "保健の専門家"


@pytest.mark.requirement("ID-06")
def test_only_full_registrants_write_to_organisations(stage: Stage) -> None:
    for operation, payload in (
        ("get_organisation_mail_form", {"organisation_id": "org-1"}),
        (
            "send_organisation_mail",
            {
                "organisation_id": "org-1",
                "type": "other",
                "subject": "質問",
                "body": "本文",
                "sender_name": "山田花子",
            },
        ),
    ):
        with pytest.raises(Refusal) as refused:
            stage.run(operation, payload, SIMPLE)
        assert refused.value.code == "full-registration-needed-for-mail"
    assert stage.told() == []


@pytest.mark.requirement("ME-02")
@pytest.mark.parametrize("left_out", ["type", "subject", "body"])
def test_type_subject_and_body_are_mandatory(stage: Stage, left_out: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        stage.write(**{left_out: "" if left_out != "type" else "greeting"})
    assert list(refused.value.fields) == [left_out]
    assert stage.told() == []


@pytest.mark.requirement("ID-37")
def test_an_inactive_job_seeker_reads_but_writes_no_new_message(stage: Stage) -> None:
    stage.write()
    inactive = as_individual("hanako", Facet.INACTIVE_JOB_SEEKER)
    payload = {
        "organisation_id": "org-1",
        "type": "question-on-listing",
        "subject": "質問です",
        "body": "勤務地は？",
        "sender_name": "山田花子",
    }
    with pytest.raises(JobSeekerInactive):
        stage.run("send_organisation_mail", payload, inactive)
    assert stage.run("find_my_mails", {"box": "sent"}, inactive)["total"] == 1
    assert len(stage.told()) == 1


@pytest.mark.requirement("ME-01")
def test_the_recipient_is_an_organisation_of_the_portal_and_its_own_listing(stage: Stage) -> None:
    with pytest.raises(NotFound):
        stage.write(organisation_id="nobody")
    with pytest.raises(InvalidInput) as refused:
        stage.write(listing_id="job-of-others")
    assert "listing_id" in refused.value.fields
    with pytest.raises(NotPermitted):
        stage.run("send_organisation_mail", {}, BODY)


@pytest.mark.requirement("LI-48")
def test_a_jocv_only_listing_is_written_about_by_those_who_may_know_of_it(stage: Stage) -> None:
    listing = {
        "listing_id": "job-2",
        "data_number": "D0000002",
        "organisation_id": "org-1",
        "organisation_name": "国際協力の会",
        "title": "帰国隊員の方へ",
        "jocv_only": True,
    }
    stage.hear("listings", "ListingPublished", "job-2", listing)
    refused = []
    for unknown in ("job-2", "job-of-nobody"):
        with pytest.raises(InvalidInput) as refusal:
            stage.write(listing_id=unknown)
        refused.append(refusal.value.fields)
    assert refused[0] == refused[1]
    assert stage.told() == []
    may_know = as_individual("hanako", *HANAKO.facets, Facet.JOCV_VIEW)
    assert stage.write(actor=may_know, listing_id="job-2")


@pytest.mark.requirement("ME-06")
@pytest.mark.requirement("ME-07")
def test_the_mailbox_shows_sent_and_received_with_details(stage: Stage) -> None:
    mail_id = stage.write()
    assert stage.box("received") == []
    answer_id = stage.answer(mail_id)

    [sent] = stage.box("sent")
    [received] = stage.box("received", language="en")
    assert (sent["message_id"], sent["subject"]) == (mail_id, "質問です")
    assert (received["subject"], received["counterpart"]) == ("回答です", "Cooperation Body")
    details = stage.run("get_my_mail", {"message_id": answer_id}, HANAKO)
    assert details["text"] == "ナイロビです"
    assert details["counterpart"] == "国際協力の会"
    assert details["at"] == "2024-03-01T01:00:00+00:00"


@pytest.mark.requirement("ME-05")
def test_an_answer_shows_the_address_to_write_to(stage: Stage) -> None:
    mail_id = stage.write()
    given = stage.answer(mail_id)
    registered = stage.answer(mail_id, reply_address=None)

    addresses = [
        stage.run("get_my_mail", {"message_id": one}, HANAKO)["reply_address"]
        for one in (given, registered)
    ]
    assert addresses == ["jinji@org.example", "body@org.example"]
    with pytest.raises(InvalidInput):
        stage.answer(mail_id, reply_address="not an address")
    del stage.details["org-1"]
    with pytest.raises(InvalidInput) as refused:
        stage.answer(mail_id, reply_address=None)
    assert "reply_address" in refused.value.fields


@pytest.mark.requirement("ME-04")
def test_an_answer_also_arrives_by_real_mail(stage: Stage) -> None:
    stage.answer(stage.write())
    stage.deliver()

    [mail] = stage.mails("organisation-answer")
    assert mail.address == "hanako@mail.example"
    assert "ナイロビです" in mail.letter.text
    assert "jinji@org.example" in mail.letter.text
    assert mail.reply_to == "jinji@org.example"


def test_the_organisation_is_told_of_a_mail_but_not_what_it_says(stage: Stage) -> None:
    stage.write()
    stage.deliver()

    [mail] = stage.mails()
    assert mail.address == "body@org.example"
    assert "保健の専門家" in mail.letter.text
    for secret in ("勤務地", "質問です", "山田花子"):
        assert secret not in mail.letter.text + mail.letter.subject


@pytest.mark.requirement("ME-08")
def test_nobody_sees_the_mails_of_others(stage: Stage) -> None:
    mail_id = stage.write()
    answer_id = stage.answer(mail_id)

    assert stage.box("sent", TARO) == stage.box("received", TARO) == []
    for message_id in (mail_id, answer_id):
        with pytest.raises(NotFound):
            stage.run("get_my_mail", {"message_id": message_id}, TARO)
    assert stage.run("find_organisation_mails", {}, OTHER_BODY)["total"] == 0
    for operation in ("get_organisation_mail", "answer_organisation_mail"):
        payload = {"mail_id": mail_id}
        if operation.startswith("answer"):
            payload |= {"subject": "x", "body": "y"}
        with pytest.raises(NotFound):
            stage.run(operation, payload, OTHER_BODY)


def test_the_organisation_reads_mail_and_answers_in_order(stage: Stage) -> None:
    mail_id = stage.write()
    stage.answer(mail_id)

    shown = stage.run("get_organisation_mail", {"mail_id": mail_id}, BODY)
    assert [(one["author"], one["text"]) for one in shown["messages"]] == [
        ("person", "勤務地は？"),
        ("organisation", "ナイロビです"),
    ]
    assert shown["can_answer"]
    for answered, total in (("yes", 1), ("no", 0)):
        assert stage.run("find_organisation_mails", {"answered": answered}, BODY)["total"] == total


def test_there_is_an_end_to_the_answers_to_one_mail(stage: Stage) -> None:
    mail_id = stage.write()
    for _ in range(MOST_ANSWERS):
        stage.answer(mail_id)
    with pytest.raises(Refusal, match="too-many-answers"):
        stage.answer(mail_id)
    stage.answer(stage.write())
    shown = stage.run("get_organisation_mail", {"mail_id": mail_id}, BODY)
    assert len(shown["messages"]) == 1 + MOST_ANSWERS


@pytest.mark.requirement("ME-01")
def test_the_compose_page_has_the_organisation_of_the_listing_as_recipient(stage: Stage) -> None:
    form = stage.run("get_organisation_mail_form", {"data_number": "D0000001"}, HANAKO)
    assert (form["organisation_id"], form["organisation_name"]) == ("org-1", "国際協力の会")
    assert form["listing"]["title"] == "保健の専門家"
    assert form["types"] == ["question-on-listing", "question-on-applying", "other"]

    form = stage.run("get_organisation_mail_form", {"organisation_id": "org-1"}, HANAKO)
    assert form["listing"] is None
    for nobody in ({"organisation_id": "nobody"}, {"data_number": "D9999999"}):
        with pytest.raises(NotFound):
            stage.run("get_organisation_mail_form", nobody, HANAKO)
    with pytest.raises(InvalidInput):
        stage.run("get_organisation_mail_form", {}, HANAKO)
