"""Reading a message: how many are unread, and what makes one read (SM-11, ME-26)."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import Facet, NotFound
from services.messaging.domain.box_entry.box_entry import BoxEntry, MessageRead, evolve, read
from tests.support.rehearsal import as_individual, tokyo
from tests.unit.messaging.stage import HANAKO, STATUS, TARO, Stage

NOW = tokyo(2024, 3, 2, 9)
# | Unread | Read | Receiver | - | `MessageRead` |; a message that was read stays so.
TABLE = [
    (BoxEntry(), [MessageRead("m-1", "hanako", NOW)], BoxEntry(read=True)),
    (BoxEntry(read=True), [], BoxEntry(read=True)),
]


@pytest.fixture
def stage() -> Stage:
    return Stage()


def unread(stage: Stage, box: str = "received") -> int:
    return int(stage.run("find_my_mails", {"box": box}, HANAKO)["unread"])


def received(stage: Stage) -> list[str]:
    """One message of every kind that comes into a box."""
    stage.answer(stage.write())
    stage.scout()
    stage.hear("applications", "ApplicationStatusChanged", "a-1", {**STATUS, "notify": True})
    stage.deliver()
    return [one["message_id"] for one in stage.box("received")]


@pytest.mark.requirement("ME-26")
@pytest.mark.parametrize(("before", "events", "after"), TABLE)
def test_a_message_is_read_once(
    before: BoxEntry, events: list[MessageRead], after: BoxEntry
) -> None:
    assert read(before, "m-1", "hanako", NOW) == events
    state = before
    for event in events:
        state = evolve(state, event)
    assert state == after


@pytest.mark.requirement("ME-26")
def test_every_kind_of_received_message_is_unread_until_it_is_opened(stage: Stage) -> None:
    assert unread(stage) == 0
    messages = received(stage)
    assert (len(messages), unread(stage), unread(stage, "sent")) == (3, 3, 3)
    for left, message_id in zip((2, 1, 0), messages, strict=True):
        opened = stage.run("open_my_mail", {"message_id": message_id}, HANAKO)
        assert opened["message_id"] == message_id
        assert stage.told()[-1] == "MessageRead"
        assert stage.published[-1].data == {"message_id": message_id, "person_id": "hanako"}
        assert unread(stage) == left
    stage.run("open_my_mail", {"message_id": messages[0]}, HANAKO)
    assert stage.told().count("MessageRead") == 3
    assert [one["unread"] for one in stage.box("received")] == [False, False, False]


@pytest.mark.requirement("ME-26")
def test_looking_through_the_box_or_at_own_mails_reads_nothing(stage: Stage) -> None:
    mail_id = stage.write()
    stage.answer(mail_id)
    stage.box("received")
    stage.run("open_my_mail", {"message_id": mail_id}, HANAKO)
    assert unread(stage) == 1
    assert "MessageRead" not in stage.told()


@pytest.mark.requirement("ME-08")
@pytest.mark.requirement("ME-26")
def test_nobody_else_opens_or_counts_a_message(stage: Stage) -> None:
    [message_id] = [stage.answer(stage.write())]
    with pytest.raises(NotFound):
        stage.run("open_my_mail", {"message_id": message_id}, TARO)
    assert stage.run("find_my_mails", {}, TARO)["unread"] == 0
    assert unread(stage) == 1


@pytest.mark.requirement("ID-37")
def test_an_inactive_job_seeker_opens_messages(stage: Stage) -> None:
    message_id = stage.answer(stage.write())
    inactive = as_individual("hanako", Facet.INACTIVE_JOB_SEEKER)
    assert stage.run("open_my_mail", {"message_id": message_id}, inactive)["text"]
    assert unread(stage) == 0


@pytest.mark.requirement("ME-27")
def test_an_unread_message_that_is_erased_counts_no_more(stage: Stage) -> None:
    stage.answer(stage.write())
    stage.until(tokyo(2025, 3, 2))
    assert (unread(stage), stage.box("received")) == (0, [])
