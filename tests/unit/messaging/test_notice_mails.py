from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import NotFound
from tests.support.rehearsal import tokyo
from tests.unit.messaging.stage import HANAKO, STATUS, TARO, Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()


LISTING = {
    "listing_id": "job-1",
    "data_number": "D0000001",
    "organisation_id": "org-1",
    "kind": "job",
    "title": "保健の専門家",
}
APPROVED = {**LISTING, "reflection_at": "2024-03-05T22:00:00+09:00"}


@pytest.mark.requirement("ME-31")
@pytest.mark.parametrize(
    ("source", "kind", "data", "values", "address", "contents"),
    [
        (
            "identity",
            "AccountEmailRegistered",
            {"account_id": "hanako"},
            {"link": "https://portal.example/account/opening/t0ken"},
            "hanako@mail.example",
            ["山田花子 様", "https://portal.example/account/opening/t0ken"],
        ),
        (
            "identity",
            "AccountEmailRegistered",
            {"account_id": "hanako"},
            {"already_open": True},
            "hanako@mail.example",
            ["すでにアカウントが登録されています", "https://portal.example/login"],
        ),
        (
            "identity",
            "AccountEmailRegistered",
            {"account_id": "hanako"},
            {"already_open": True, "counter_application": True},
            "hanako@mail.example",
            ["窓口で受理した求職申込みがあります", "https://portal.example/login"],
        ),
        (
            "identity",
            "TemporaryPasswordIssued",
            {"account_id": "hanako"},
            {"temporary_password": "Xy7<b>", "valid_until": "2024-03-02T10:00:00+09:00"},
            "hanako@mail.example",
            ["Xy7<b>", "2024年3月2日（土）10:00"],
        ),
        (
            "identity",
            "TemporaryPasswordIssued",
            {"account_id": "taro"},
            {"temporary_password": "Xy7", "valid_until": "2024-03-02T10:00:00+09:00"},
            "taro@mail.example",
            ["Dear Taro,", "Temporary password: Xy7", "2 March 2024, 10:00 (Japan time)"],
        ),
        (
            "identity",
            "OrganisationRegistered",
            {"organisation_id": "org-1", "account_id": "x", "name": "会", "name_en": "Body"},
            {"link": "https://l", "institution_id": "I-7", "organisation_code": "C-9"},
            "body@org.example",
            ["https://l", "求人機関ID：I-7", "団体コード：C-9"],
        ),
        (
            "identity",
            "OrganisationRegistrationRejected",
            {"organisation_id": "org-1"},
            {"reason": "趣旨に合いません"},
            "body@org.example",
            ["趣旨に合いません"],
        ),
        (
            "listings",
            "ListingReturned",
            LISTING,
            {},
            "body@org.example",
            ["D0000001", "保健の専門家", "期間を確かめてください"],
        ),
        (
            "listings",
            "ListingApproved",
            APPROVED,
            {},
            "body@org.example",
            ["サイト反映日：2024年3月5日（火）22:00", "保健の専門家"],
        ),
        (
            "listings",
            "ListingAmendmentApproved",
            APPROVED,
            {},
            "body@org.example",
            ["サイト反映日：2024年3月5日（火）22:00"],
        ),
        (
            "applications",
            "ApplicationStatusChanged",
            {**STATUS, "notify": True},
            {},
            "hanako@mail.example",
            ["AP00000001", "保健の専門家", "国際協力の会", "応募状況：選考中"],
        ),
        (
            "applications",
            "ApplicationDeclined",
            {**STATUS, "reason": "left-portal"},
            {},
            "body@org.example",
            ["AP00000001", "退会"],
        ),
    ],
)
def test_an_event_makes_its_mail_go_out(
    stage: Stage,
    source: str,
    kind: str,
    data: dict[str, Any],
    values: dict[str, Any],
    address: str,
    contents: list[str],
) -> None:
    whom = {"body@org.example": "org-1"}.get(address, address.split("@")[0])
    stage.values(whom, **values)

    stage.hear(source, kind, "subject", data)
    stage.deliver()

    [mail] = stage.mails()
    assert mail.address == address
    for content in contents:
        assert content in mail.letter.text
    assert stage.state_of_mails()[-1] == "sent"
    assert f'lang="{mail.language}"' in mail.letter.html
    assert "Xy7<b>" not in mail.letter.html


@pytest.mark.requirement("LI-21")
def test_the_completion_mail_has_the_title_of_the_product(stage: Stage) -> None:
    stage.hear("listings", "ListingApproved", "job-1", APPROVED)
    stage.deliver()

    assert stage.mails()[0].letter.subject == "JREC-IN Portal求人公募情報登録完了のお知らせ"


def test_a_title_of_two_lines_makes_no_second_header(stage: Stage) -> None:
    stage.hear("listings", "ListingReturned", "job-1", {**LISTING, "data_number": "D1\nBcc: x"})
    stage.deliver()

    assert "\n" not in stage.mails()[0].letter.subject


@pytest.mark.requirement("AP-40")
def test_without_notification_nothing_is_sent(stage: Stage) -> None:
    stage.hear("applications", "ApplicationStatusChanged", "a-1", {**STATUS, "notify": False})
    stage.deliver()

    assert stage.mails() == []
    assert stage.box("received") == []


@pytest.mark.requirement("AP-40")
def test_with_notification_a_message_lies_in_the_mailbox_too(stage: Stage) -> None:
    stage.hear("applications", "ApplicationStatusChanged", "a-1", {**STATUS, "notify": True})

    [japanese] = stage.box("received")
    [english] = stage.box("received", language="en")
    assert "応募状況更新のお知らせ" in japanese["subject"]
    assert "status of your application" in english["subject"]
    details = stage.run("get_my_mail", {"message_id": japanese["message_id"]}, HANAKO)
    assert details["application_id"] == "a-1"
    assert "選考中" in details["text"]
    assert "自動的に送信" not in details["text"]
    with pytest.raises(NotFound):
        stage.run("get_my_mail", {"message_id": japanese["message_id"]}, TARO)


@pytest.mark.requirement("ME-27")
def test_a_notice_goes_after_its_year_or_with_its_person(stage: Stage) -> None:
    stage.hear("applications", "ApplicationStatusChanged", "a-1", {**STATUS, "notify": True})
    stage.until(tokyo(2025, 2, 28, 23, 59))
    stage.hear("applications", "ApplicationStatusChanged", "a-1", {**STATUS, "notify": True})
    stage.until(tokyo(2025, 3, 1))
    assert len(stage.box("received")) == 1

    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})
    assert stage.documents("mailbox") == {}
    assert [event.data["reason"] for event in stage.published] == ["one-year", "left-portal"]


@pytest.mark.requirement("ID-20")
def test_what_is_heard_late_of_somebody_who_left_makes_no_notice(stage: Stage) -> None:
    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})
    del stage.details["hanako"]
    stage.hear("applications", "ApplicationStatusChanged", "a-1", {**STATUS, "notify": True})
    stage.deliver()

    assert stage.documents("mailbox") == {}
    assert stage.mails("application-status") == []
    assert stage.state_of_mails()[-1] == "suppressed"
