"""What is kept of correspondence, and for how long."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import (
    NotFound,
    Refusal,
)
from services.messaging.domain.purging import purge_due
from tests.support.rehearsal import tokyo
from tests.unit.messaging.stage import BODY, Stage


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_nothing_readable_is_stored(stage: Stage) -> None:
    stage.answer(stage.write())
    stage.deliver()

    stored = repr((stage.events(), [stage.documents(p.name) for p in stage.service.projections]))
    for text in ("質問です", "勤務地", "山田花子", "回答です", "ナイロビ", "@mail.example"):
        assert text not in stored + repr(stage.published)


@pytest.mark.parametrize(
    ("sent", "erased"),
    [
        (tokyo(2024, 3, 1, 0, 0), tokyo(2025, 3, 1)),
        (tokyo(2024, 3, 1, 23, 59, 59), tokyo(2025, 3, 1)),
        (tokyo(2024, 2, 29, 12, 0), tokyo(2025, 3, 1)),
        (tokyo(2023, 12, 31, 23, 0), tokyo(2024, 12, 31)),
    ],
)
def test_the_year_of_a_message_ends_at_midnight_in_tokyo(sent: Any, erased: Any) -> None:
    assert purge_due(sent) == erased


@pytest.mark.requirement("ME-27")
def test_a_message_is_erased_for_both_sides_after_its_year(stage: Stage) -> None:
    mail_id = stage.write()
    stage.clock.at = tokyo(2024, 3, 5)
    answer_id = stage.answer(mail_id)
    stage.until(tokyo(2025, 2, 28, 23, 59, 59))
    assert len(stage.box("sent")) == 1

    stage.until(tokyo(2025, 3, 1))
    assert stage.told()[-1] == "MessagePurged"
    assert stage.published[-1].data == {"message_id": mail_id, "reason": "one-year"}
    assert stage.box("sent") == []
    assert mail_id in stage.personal_data.erased
    shown = stage.run("get_organisation_mail", {"mail_id": mail_id}, BODY)
    assert [one["author"] for one in shown["messages"]] == ["organisation"]
    with pytest.raises(Refusal, match="mail-has-been-erased"):
        stage.answer(mail_id)

    stage.until(tokyo(2025, 3, 5))
    assert answer_id in stage.personal_data.erased
    assert stage.run("find_organisation_mails", {}, BODY)["total"] == 0


@pytest.mark.requirement("ME-27")
def test_the_text_of_a_leaver_goes_and_the_organisation_keeps_its_answer(stage: Stage) -> None:
    mail_id = stage.write()
    answer_id = stage.answer(mail_id)

    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})

    assert stage.told() == ["OrganisationMailSent", "MessagePurged"]
    assert stage.published[-1].data["reason"] == "left-portal"
    assert {"hanako", mail_id} <= stage.personal_data.erased
    assert stage.documents("mailbox") == {}
    shown = stage.run("get_organisation_mail", {"mail_id": mail_id}, BODY)
    assert [one["text"] for one in shown["messages"]] == ["ナイロビです"]
    assert not shown["can_answer"]
    with pytest.raises(Refusal, match="correspondent-has-left"):
        stage.answer(mail_id)
    stage.until(tokyo(2025, 3, 1))
    assert answer_id in stage.personal_data.erased


def test_somebody_who_has_left_cannot_write(stage: Stage) -> None:
    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})

    with pytest.raises(NotFound):
        stage.write()
