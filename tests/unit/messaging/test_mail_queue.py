"""What becomes of a queued mail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.ports import NeighbourAway
from services.kernel.eventkit.domain import NotPermitted
from services.messaging.application.ports import MailDelayed, MailRefused
from services.messaging.domain.mail.mail import RETRY_AFTER
from tests.support.rehearsal import as_staff
from tests.unit.messaging.stage import HANAKO, STATUS, Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.requirement("ME-32")
def test_a_mail_to_nobody_is_suppressed_and_on_record(stage: Stage) -> None:
    stage.hear("applications", "ApplicationStatusChanged", "a-1", {**STATUS, "notify": True})
    del stage.details["hanako"]
    stage.deliver()

    assert stage.mails() == []
    found = stage.run("find_notice_mails", {"state": "suppressed"}, as_staff())
    assert found["total"] == 1
    assert found["items"][0]["account_id"] == "hanako"
    assert found["items"][0]["reason"] == "not-found"
    with pytest.raises(NotPermitted):
        stage.run("find_notice_mails", {}, HANAKO)


def test_the_mail_of_an_erased_answer_is_suppressed(stage: Stage) -> None:
    stage.answer(stage.write())
    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})
    stage.deliver()

    assert stage.mails("organisation-answer") == []


def test_a_failed_mail_is_tried_again_at_growing_delays(stage: Stage) -> None:
    start = stage.clock.at
    stage.transport.fails_with = MailDelayed("ConnectionRefusedError")
    stage.hear("identity", "TemporaryPasswordIssued", "hanako", {"account_id": "hanako"})
    stage.values("hanako", temporary_password="secret")
    stage.until(start + RETRY_AFTER[0] - timedelta(seconds=1))
    assert stage.state_of_mails()[-1] == "failed"

    stage.transport.fails_with = None
    stage.until(start + RETRY_AFTER[0])
    assert [mail.address for mail in stage.mails()] == ["hanako@mail.example"]
    assert stage.state_of_mails()[-1] == "sent"
    assert list(RETRY_AFTER) == sorted(RETRY_AFTER)


def test_a_mail_is_given_up_after_a_day_of_failures(stage: Stage) -> None:
    stage.transport.fails_with = MailDelayed("ConnectionRefusedError")
    stage.values("hanako", temporary_password="secret")
    stage.hear("identity", "TemporaryPasswordIssued", "hanako", {"account_id": "hanako"})
    stage.until(stage.clock.at + timedelta(days=3))

    [mail] = stage.run("find_notice_mails", {"state": "given-up"}, as_staff())["items"]
    assert mail["attempts"] == len(RETRY_AFTER) + 1
    assert mail["reason"] == "ConnectionRefusedError"


def test_a_mail_refused_for_good_is_given_up_at_once(stage: Stage) -> None:
    stage.transport.fails_with = MailRefused("recipient-refused-550")
    stage.values("hanako", temporary_password="secret")
    stage.hear("identity", "TemporaryPasswordIssued", "hanako", {"account_id": "hanako"})
    stage.deliver()

    assert stage.state_of_mails()[-1] == "given-up"


def test_a_mail_waits_while_a_neighbour_is_away(stage: Stage) -> None:
    def away(question: Any) -> Any:
        raise NeighbourAway("identity")

    stage.neighbours.answers["identity", "get_mail_details"] = away
    stage.hear("identity", "TemporaryPasswordIssued", "hanako", {"account_id": "hanako"})
    with pytest.raises(NeighbourAway):
        stage.deliver()
    assert stage.state_of_mails()[-1] == "queued"


def test_a_refusal_that_is_no_absence_is_not_taken_for_one(stage: Stage) -> None:
    def refuse(question: Any) -> Any:
        raise Refused({"code": "invalid-input", "kind": "invalid"})

    stage.neighbours.answers["identity", "get_mail_details"] = refuse
    stage.hear("identity", "TemporaryPasswordIssued", "hanako", {"account_id": "hanako"})
    with pytest.raises(Refused):
        stage.deliver()
    assert stage.state_of_mails()[-1] == "queued"


def test_the_same_event_heard_twice_sends_one_mail_and_a_second_attempt_keeps_its_id(
    stage: Stage,
) -> None:
    stage.values("hanako", temporary_password="secret")
    event = stage.hear("identity", "TemporaryPasswordIssued", "hanako", {"account_id": "hanako"})
    stage._occur(event)
    stage._settle()
    stage.deliver()
    [mail] = stage.mails()
    mail_id = mail.message_id[1:].split("@")[0]

    assert mail.message_id == f"<{mail_id}@portal.example>"
    assert list(stage.documents("notice_mails"))[-1] == mail_id
    assert stage.documents("due") == {}


def test_secrets_of_mails_are_stored_nowhere(stage: Stage) -> None:
    stage.values("hanako", temporary_password="s3cret-pw")
    stage.hear("identity", "TemporaryPasswordIssued", "hanako", {"account_id": "hanako"})
    stage.deliver()

    assert "s3cret-pw" in stage.mails()[0].letter.text
    stored = repr((stage.events(), [stage.documents(p.name) for p in stage.service.projections]))
    for secret in ("s3cret-pw", "@mail.example", "山田花子"):
        assert secret not in stored
