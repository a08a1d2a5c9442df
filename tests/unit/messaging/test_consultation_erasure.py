"""What is left of career consultations when the person has left (D-27)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import NotFound
from tests.support.rehearsal import tokyo
from tests.unit.messaging.consulting import COUNSELLOR, JICA, ConsultingStage
from tests.unit.messaging.stage import HANAKO

TEXTS = (
    "アフリカ",
    "保健の経験",
    "平日の午後",
    "山田花子",
    "市ヶ谷",
    "所見",
    "制度の面",
    "応募書類",
)


@pytest.fixture
def stage() -> ConsultingStage:
    return ConsultingStage()


def leave(stage: ConsultingStage) -> None:
    stage.details.pop("hanako", None)
    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})


def meeting(stage: ConsultingStage) -> str:
    one = stage.ask("face-to-face")
    stage.assign(one)
    stage.schedule(one)
    return one


def answered(stage: ConsultingStage) -> str:
    one = stage.ask()
    stage.refer(one)
    stage.opine(one)
    stage.opine(one, JICA)
    stage.reply_to(one)
    return one


def test_nothing_readable_is_stored_or_published(stage: ConsultingStage) -> None:
    meeting(stage)
    answered(stage)
    stage.step("cancel_consultation", stage.ask(), HANAKO, reason="応募書類は不要に")
    stage.deliver()
    documents = [stage.documents(one.name) for one in stage.service.projections]
    stored = repr((stage.events(), documents, stage.published))
    for text in TEXTS:
        assert text not in stored


@pytest.mark.requirement("ID-20")
def test_leaving_cancels_what_is_open_and_erases_every_text(stage: ConsultingStage) -> None:
    open_one, done = meeting(stage), answered(stage)
    leave(stage)

    assert (stage.told()[-1], stage.published[-1].data["by"]) == (
        "ConsultationCancelled",
        "left-portal",
    )
    cancelled, kept = stage.seen(open_one), stage.seen(done)
    assert (cancelled["status"], kept["status"]) == ("cancelled", "answered")
    for text in TEXTS:
        assert text not in repr((cancelled, kept, stage.run("find_consultations", {}, COUNSELLOR)))
    assert [one["text"] for one in kept["opinions"]] == [None, None]
    assert (kept["answer"], kept["note"], kept["name"]) == (None, None, None)
    stage.step("close_consultation", done)
    stage.deliver()
    assert {mail.address for mail in stage.mails("consultation-cancelled")} == {"c1@jica.example"}


@pytest.mark.requirement("ID-20")
def test_nothing_can_be_written_about_who_has_left(stage: ConsultingStage) -> None:
    one = stage.ask()
    stage.personal_data.destroy("hanako")
    with pytest.raises(NotFound):
        stage.reply_to(one)
    with pytest.raises(NotFound):
        stage.refer(one)
    with pytest.raises(NotFound):
        stage.ask()
    assert stage.told() == ["ConsultationRequested"]


def test_a_request_that_crosses_with_the_leaving_does_not_stay_open(
    stage: ConsultingStage,
) -> None:
    tell = stage.neighbours.answers["identity", "get_contacts_of"]

    def tell_and_leave(question: Any) -> Any:
        answer = tell(question)
        stage.details.pop("hanako")
        return answer

    stage.neighbours.answers["identity", "get_contacts_of"] = tell_and_leave
    seal = stage.personal_data.seal

    def seal_then_lose(owner: str, value: Any) -> Any:
        sealed = seal(owner, value)
        if value:
            stage.personal_data.destroy(owner)
        return sealed

    stage.personal_data.seal = seal_then_lose  # type: ignore[method-assign]
    one = stage.ask()
    assert stage.seen(one)["status"] == "cancelled"


@pytest.mark.requirement("ME-45")
def test_question_meeting_and_answer_are_held_about_a_person(stage: ConsultingStage) -> None:
    meeting(stage)
    stage.clock.at = tokyo(2024, 3, 2)
    answered(stage)
    parts = stage.run("get_held_data", {}, HANAKO)["parts"]
    held = next(part["items"] for part in parts if part["name"] == "consultations")
    assert [one["kind"] for one in held] == ["mail", "face-to-face"]
    assert held[0]["answer"] == "まず応募書類を整えましょう"
    assert held[1]["place"] == "JICA市ヶ谷ビル"
    assert {one["name"] for one in held} == {"山田花子"}
    assert "所見" not in repr(parts)
