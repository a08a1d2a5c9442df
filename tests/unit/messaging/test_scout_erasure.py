"""What is left of scout mails after a year, and after the person has left (ME-27, D-89)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import NotFound
from tests.support.rehearsal import tokyo
from tests.unit.messaging.stage import BODY, HANAKO, Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()


def leave(stage: Stage) -> None:
    stage.details.pop("hanako", None)
    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})


def stored(stage: Stage) -> str:
    documents = [stage.documents(one.name) for one in stage.service.projections]
    return repr((stage.events(), documents, stage.published))


def test_nothing_readable_is_stored(stage: Stage) -> None:
    stage.reply(stage.scout(), disclose_address=True)
    stage.deliver()
    for text in ("お話", "ぜひ", "山田花子", "@mail.example"):
        assert text not in stored(stage)


@pytest.mark.requirement("ME-27")
def test_the_reply_of_a_leaver_goes_and_the_organisation_keeps_its_mail(stage: Stage) -> None:
    scout_id = stage.scout()
    reply_id = stage.reply(scout_id, disclose_address=True)
    leave(stage)

    assert stage.published[-1].data == {"message_id": reply_id, "reason": "left-portal"}
    assert {"hanako", reply_id} <= stage.personal_data.erased
    assert stage.documents("mailbox") == {}
    shown = stage.opened(scout_id)
    assert (shown["text"], shown["left"]) == ("お話を伺えませんか", True)
    assert (shown["reply"]["text"], shown["reply"]["reply_address"]) == (None, None)
    [line] = stage.run("find_scout_messages", {}, BODY)["items"]
    assert (line["text"], line["reply_text"]) == ("お話を伺えませんか", None)


@pytest.mark.requirement("ME-27")
def test_a_leaver_who_did_not_reply_finds_nothing_and_is_not_written_to_again(
    stage: Stage,
) -> None:
    scout_id = stage.scout()
    leave(stage)
    assert stage.box("received") == []
    with pytest.raises(NotFound):
        stage.scout()
    with pytest.raises(NotFound):
        stage.reply(scout_id)
    assert stage.told() == ["ScoutMessageSent"]


def test_a_mail_that_crosses_with_the_leaving_is_not_kept_for_the_leaver(stage: Stage) -> None:
    tell = stage.neighbours.answers["identity", "get_profile_showing"]

    def tell_and_leave(question: Any) -> Any:
        answer = tell(question)
        leave(stage)
        return answer

    stage.neighbours.answers["identity", "get_profile_showing"] = tell_and_leave
    scout_id = stage.scout()
    assert stage.documents("mailbox") == {}
    assert stage.opened(scout_id)["left"] is True


@pytest.mark.requirement("ME-27")
def test_mail_and_reply_are_erased_for_both_sides_after_a_year_each(stage: Stage) -> None:
    scout_id = stage.scout()
    message_id = stage.box("received")[0]["message_id"]
    stage.clock.at = tokyo(2024, 3, 5)
    reply_id = stage.reply(scout_id)
    stage.until(tokyo(2025, 2, 28, 23, 59, 59))
    assert len(stage.box("received")) == 1

    stage.until(tokyo(2025, 3, 1))
    assert stage.box("received") == []
    assert message_id in stage.personal_data.erased
    with pytest.raises(NotFound):
        stage.run("get_my_mail", {"message_id": message_id}, HANAKO)
    shown = stage.opened(scout_id)
    assert (shown["text"], shown["reply"]["text"]) == (None, "ぜひお願いします")
    assert len(stage.box("sent")) == 1

    stage.until(tokyo(2025, 3, 5))
    assert reply_id in stage.personal_data.erased
    assert stage.box("sent") == []
    [line] = stage.run("find_scout_messages", {}, BODY)["items"]
    assert (line["number"], line["text"], line["reply_text"]) == (1, None, None)


def test_scout_mails_are_held_about_a_person(stage: Stage) -> None:
    stage.reply(stage.scout(language="en"), disclose_address=True)
    messages = stage.run("get_held_data", {}, HANAKO)["parts"][0]["items"]
    told = {one["kind"]: one for one in messages}
    assert told["scout"]["text"] == "お話を伺えませんか"
    assert told["scout"]["language"] == "en"
    assert told["scout-reply"]["text"] == "ぜひお願いします"
    assert told["scout-reply"]["address_disclosed"] is True
    assert told["scout-reply"]["reply_address"] == "hanako@mail.example"
