"""Scout mails between organisations and job seekers (ME-09 to ME-16)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import InvalidInput, NotFound, NotPermitted, Refusal
from tests.support.rehearsal import as_staff, tokyo
from tests.unit.messaging.stage import BODY, HANAKO, OTHER_BODY, TARO, Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()


def history(stage: Stage, actor: Any = BODY, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = stage.run("find_scout_messages", asked, actor)
    return found


@pytest.mark.requirement("ME-09")
def test_a_scout_mail_lies_in_the_mailbox_of_the_person_in_the_language_of_its_author(
    stage: Stage,
) -> None:
    scout_id = stage.scout(language="en", body="May we talk?")

    assert stage.told() == ["ScoutMessageSent"]
    assert stage.published[0].data == {
        "scout_id": scout_id,
        "organisation_id": "org-1",
        "person_id": "hanako",
    }
    [entry] = stage.box("received")
    assert (entry["kind"], entry["subject"]) == ("scout", "求職者照会メール")
    assert entry["counterpart"] == "国際協力の会"
    assert stage.box("received", language="en")[0]["subject"] == "Scout mail"
    mail = stage.run("get_my_mail", {"message_id": entry["message_id"]}, HANAKO)
    assert mail["text"] == "May we talk?"
    assert mail["scout"] == {
        "scout_id": scout_id,
        "language": "en",
        "address_disclosed": None,
        "can_reply": True,
    }


@pytest.mark.requirement("ME-09")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"body": " "}, "body"),
        ({"body": "長" * 5001}, "body"),
        ({"language": "fr"}, "language"),
        ({"language": None}, "language"),
    ],
)
def test_language_and_content_are_mandatory(
    stage: Stage, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        stage.scout(**changes)
    assert list(refused.value.fields) == [field]
    assert stage.told() == []


@pytest.mark.requirement("ID-44")
@pytest.mark.parametrize("gone", ["private", "unknown"])
def test_who_is_not_shown_does_not_exist_for_an_organisation(stage: Stage, gone: str) -> None:
    stage.scout("taro")
    stage.shown.pop("taro")
    if gone == "unknown":
        stage.details.pop("taro")
    for operation, more in (
        ("get_scout_form", {}),
        ("send_scout_message", {"language": "ja", "body": "もう一度"}),
    ):
        with pytest.raises(NotFound):
            stage.run(operation, {"account_id": "taro", **more}, BODY)
    assert stage.told() == ["ScoutMessageSent"]


@pytest.mark.requirement("ID-44")
def test_identity_is_asked_for_the_very_organisation_at_each_scout_mail(stage: Stage) -> None:
    stage.scout(actor=OTHER_BODY)
    asked = [one for one in stage.neighbours.asked if one[1] == "get_profile_showing"]
    assert asked[0][2] == {"account_id": "hanako", "organisation_id": "org-2"}


@pytest.mark.requirement("ME-11")
def test_the_form_tells_of_an_earlier_thread(stage: Stage) -> None:
    asked = {"account_id": "hanako"}
    before = stage.run("get_scout_form", asked, BODY)
    assert (before["user_id"], before["scout_id"]) == ("U0000001", None)
    scout_id = stage.scout()
    after = stage.run("get_scout_form", asked, BODY)
    assert (after["scout_id"], after["number"]) == (scout_id, 1)
    assert stage.run("get_scout_form", asked, OTHER_BODY)["scout_id"] is None


@pytest.mark.requirement("ME-10")
@pytest.mark.requirement("ME-13")
def test_no_address_is_added_to_a_mail_and_to_a_reply_only_when_it_was_disclosed(
    stage: Stage,
) -> None:
    hidden, disclosed = stage.scout(), stage.scout("taro")
    stage.reply(hidden)
    stage.reply(disclosed, TARO, disclose_address=True)

    assert stage.published[2].data["contact_disclosed"] is False
    assert stage.published[3].data["contact_disclosed"] is True
    replies = [stage.opened(one)["reply"] for one in (hidden, disclosed)]
    assert [one["reply_address"] for one in replies] == [None, "taro@mail.example"]
    assert "@" not in repr((stage.opened(hidden), history(stage)))
    for entry in stage.box("received"):
        mail = stage.run("get_my_mail", {"message_id": entry["message_id"]}, HANAKO)
        assert (mail["text"], mail["reply_address"]) == ("お話を伺えませんか", None)


@pytest.mark.requirement("ME-12")
def test_the_person_sees_the_own_reply_and_what_it_discloses(stage: Stage) -> None:
    scout_id = stage.scout()
    with pytest.raises(InvalidInput) as refused:
        stage.run("reply_to_scout_message", {"scout_id": scout_id, "body": "はい"}, HANAKO)
    assert list(refused.value.fields) == ["disclose_address"]

    reply_id = stage.reply(scout_id, disclose_address=True)
    [entry] = stage.box("sent")
    assert (entry["kind"], entry["subject"]) == ("scout-reply", "求職者照会メールへの返信")
    mine = stage.run("get_my_mail", {"message_id": reply_id}, HANAKO)
    assert (mine["text"], mine["reply_address"]) == ("ぜひお願いします", "hanako@mail.example")
    assert mine["scout"]["address_disclosed"] is True
    received = stage.run(
        "get_my_mail", {"message_id": stage.box("received")[0]["message_id"]}, HANAKO
    )
    assert received["scout"]["can_reply"] is False


@pytest.mark.requirement("ME-14")
def test_the_history_lists_each_mail_with_its_reply_by_number(stage: Stage) -> None:
    first = stage.scout(body="一通目")
    stage.clock.at = tokyo(2024, 3, 2, 9, 0)
    stage.scout("taro", body="二通目")
    stage.scout(actor=OTHER_BODY)
    stage.clock.at = tokyo(2024, 3, 3, 9, 0)
    stage.reply(first)

    found = history(stage)
    assert found["total"] == 2
    assert [
        (one["number"], one["user_id"], one["text"], one["reply_text"]) for one in found["items"]
    ] == [
        (1, "U0000001", "一通目", "ぜひお願いします"),
        (2, "U0000002", "二通目", None),
    ]
    assert found["items"][0]["sent_at"] == "2024-03-01T01:00:00+00:00"
    assert found["items"][0]["replied_at"] == "2024-03-03T00:00:00+00:00"
    newest = history(stage, order="newest", limit=1)
    assert [one["number"] for one in newest["items"]] == [2]
    assert [one["number"] for one in history(stage, OTHER_BODY)["items"]] == [1]


@pytest.mark.requirement("ME-15")
def test_unread_replies_are_counted_until_they_are_opened(stage: Stage) -> None:
    first, second = stage.scout(), stage.scout("taro")
    assert history(stage)["unread"] == 0
    stage.reply(first)
    stage.reply(second, TARO)
    assert history(stage)["unread"] == 2

    shown = stage.opened(first)
    assert (shown["status"], shown["reply"]["text"]) == ("replied-read", "ぜひお願いします")
    assert stage.told()[-1] == "ScoutReplyRead"
    assert history(stage)["unread"] == 1
    stage.opened(first)
    assert stage.told().count("ScoutReplyRead") == 1
    assert history(stage, OTHER_BODY)["unread"] == 0


@pytest.mark.requirement("ME-16")
@pytest.mark.requirement("ME-31")
def test_the_organisation_is_told_of_a_reply_but_not_what_it_says(stage: Stage) -> None:
    scout_id = stage.scout()
    stage.deliver()
    stage.transport.sent.clear()
    stage.reply(scout_id, disclose_address=True)
    stage.deliver()

    [mail] = stage.mails("scout-replied")
    assert mail.address == "body@org.example"
    assert "U0000001" in mail.letter.text
    for secret in ("ぜひお願いします", "hanako@mail.example", "山田花子"):
        assert secret not in mail.letter.text + mail.letter.subject


def test_the_person_is_told_of_a_scout_mail_but_not_what_it_says(stage: Stage) -> None:
    stage.scout("taro")
    stage.deliver()

    [mail] = stage.mails("scout-received")
    assert (mail.address, mail.language) == ("taro@mail.example", "en")
    assert "Cooperation Body" in mail.letter.text
    assert "お話" not in mail.letter.text


def test_who_is_private_before_the_notice_goes_out_is_not_told(stage: Stage) -> None:
    stage.scout()
    stage.shown.clear()
    stage.deliver()
    assert stage.mails() == []
    found = stage.run("find_notice_mails", {}, as_staff())["items"]
    reasons = {one["template"]: (one["state"], one["reason"]) for one in found}
    assert reasons["scout-received"] == ("suppressed", "profile-not-shown")


def test_only_organisations_write_and_only_individuals_reply(stage: Stage) -> None:
    scout_id = stage.scout()
    for operation, payload, actor in (
        ("get_scout_form", {"account_id": "taro"}, HANAKO),
        ("send_scout_message", {"account_id": "taro"}, HANAKO),
        ("find_scout_messages", {}, HANAKO),
        ("open_scout_message", {"scout_id": scout_id}, as_staff()),
        ("reply_to_scout_message", {"scout_id": scout_id}, BODY),
        ("purge_scout_message", {"scout_id": scout_id}, BODY),
    ):
        with pytest.raises(NotPermitted):
            stage.run(operation, payload, actor)
    assert stage.box("received", TARO) == []


def test_who_has_no_address_any_more_cannot_disclose_it(stage: Stage) -> None:
    scout_id = stage.scout()
    stage.details.pop("hanako")
    with pytest.raises(Refusal, match="not-found"):
        stage.reply(scout_id, disclose_address=True)
    assert stage.told() == ["ScoutMessageSent"]
