"""Career consultation: who sees what of it (ME-41 to ME-46)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import InvalidInput, NotFound, NotPermitted, StaleForm
from services.messaging.domain.consultation.steps import MOST_OPINIONS, TooManyOpinions
from tests.support.rehearsal import as_organisation, tokyo
from tests.unit.messaging.consulting import (
    COUNSELLOR,
    JICA,
    MEETS_AT,
    OFFICE,
    OTHER_COUNSELLOR,
    OTHER_JICA,
    ConsultingStage,
)
from tests.unit.messaging.stage import HANAKO, TARO


@pytest.fixture
def stage() -> ConsultingStage:
    return ConsultingStage()


def items(stage: ConsultingStage, actor: Any = OFFICE, **asked: Any) -> list[dict[str, Any]]:
    found = stage.run("find_consultations", asked, actor)
    return list(found["items"])


@pytest.mark.requirement("ME-41")
def test_a_request_tells_its_kind_and_no_text(stage: ConsultingStage) -> None:
    one = stage.ask("face-to-face")
    assert stage.told() == ["ConsultationRequested"]
    assert stage.published[0].data == {
        "consultation_id": one,
        "person_id": "hanako",
        "kind": "face-to-face",
    }
    mine = stage.mine(one)
    assert (mine["subject"], mine["text"]) == (
        "アフリカで働くには",
        "保健の経験をどう活かせますか",
    )
    assert (mine["status"], mine["wishes"], mine["can_cancel"]) == ("requested", "平日の午後", True)
    [line] = stage.run("find_my_consultations", {}, HANAKO)["items"]
    assert (line["consultation_id"], line["kind"]) == (one, "face-to-face")
    assert stage.run("find_my_consultations", {}, TARO) == {"items": [], "total": 0}
    with pytest.raises(NotFound):
        stage.mine(one, TARO)


@pytest.mark.requirement("ME-43")
def test_a_meeting_is_assigned_set_moved_and_held(stage: ConsultingStage) -> None:
    one = stage.ask("face-to-face")
    stage.assign(one)
    stage.schedule(one, actor=COUNSELLOR)
    seen = stage.mine(one)
    assert (seen["status"], seen["meets_at"]) == ("scheduled", MEETS_AT.isoformat())
    assert (seen["place"], seen["place_note"]) == ("JICA市ヶ谷ビル", "受付でお名前を")
    later = tokyo(2024, 3, 9, 10, 30)
    moved = {"meets_at": later.isoformat(), "place": "新宿"}
    stage.step("reschedule_consultation", one, COUNSELLOR, **moved)
    seen = stage.mine(one)
    assert (seen["meets_at"], seen["place"], seen["place_note"]) == (later.isoformat(), "新宿", "")
    stage.clock.at = tokyo(2024, 3, 9, 9, 0)
    stage.step("hold_consultation", one, COUNSELLOR)
    stage.step("close_consultation", one)
    assert stage.told() == [
        "ConsultationRequested",
        "CounsellorAssigned",
        "ConsultationScheduled",
        "ConsultationRescheduled",
        "ConsultationHeld",
        "ConsultationClosed",
    ]
    assert stage.published[1].data["counsellor_id"] == "counsellor-1"
    assert stage.published[3].data["meets_at"] == later.isoformat()
    mine = stage.mine(one)
    assert (mine["status"], mine["can_cancel"]) == ("closed", False)
    assert mine["held_at"] == tokyo(2024, 3, 9, 9, 0).isoformat()


@pytest.mark.requirement("ME-44")
@pytest.mark.requirement("ME-45")
def test_the_person_sees_the_final_answer_and_nothing_internal(stage: ConsultingStage) -> None:
    one = stage.ask()
    stage.refer(one)
    stage.opine(one, COUNSELLOR, "相談員の所見")
    stage.opine(one, JICA, "JICAの所見")
    for_office = stage.seen(one)
    assert [(o["author"], o["author_id"], o["text"]) for o in for_office["opinions"]] == [
        ("counsellor", "counsellor-1", "相談員の所見"),
        ("jica-person", "jica-1", "JICAの所見"),
    ]
    assert for_office["note"] == "制度の面を見てください"
    assert stage.mine(one)["answer"] is None
    stage.reply_to(one)

    mine = stage.mine(one)
    assert mine["answer"] == "まず応募書類を整えましょう"
    whole = repr((mine, stage.run("find_my_consultations", {}, HANAKO)))
    whole += repr(stage.run("get_held_data", {}, HANAKO))
    for internal in ("所見", "制度の面", "counsellor-1", "jica-1"):
        assert internal not in whole
    assert stage.told() == [
        "ConsultationRequested",
        "ConsultationReferred",
        "ConsultationOpinionRecorded",
        "ConsultationOpinionRecorded",
        "ConsultationAnswered",
    ]
    with pytest.raises(NotPermitted):
        stage.seen(one, HANAKO)


@pytest.mark.requirement("ME-46")
def test_a_counsellor_sees_only_what_is_assigned_to_them(stage: ConsultingStage) -> None:
    met, asked, nobodys = stage.ask("face-to-face"), stage.ask(), stage.ask()
    assert stage.listed(COUNSELLOR) == []
    stage.assign(met)
    stage.refer(asked, counsellor_ids=["counsellor-2"])

    assert stage.listed(COUNSELLOR) == [met]
    assert stage.listed(OTHER_COUNSELLOR) == [asked]
    assert stage.seen(met, COUNSELLOR)["name"] == "山田花子"
    for hidden in (asked, nobodys):
        with pytest.raises(NotFound):
            stage.seen(hidden, COUNSELLOR)
    assert sorted(stage.listed()) == sorted([met, asked, nobodys])


@pytest.mark.requirement("ME-44")
def test_persons_of_jica_see_what_they_are_asked_without_the_name(stage: ConsultingStage) -> None:
    one, _ = stage.ask(), stage.ask()
    stage.refer(one, jica_person_ids=["jica-1", "jica-1"])
    assert stage.listed(JICA) == [one]
    assert stage.listed(OTHER_JICA) == []
    stage.opine(one, JICA, "所見一")
    seen = stage.seen(one, JICA)
    assert (seen["name"], seen["person_id"], seen["jica_person_ids"]) == (None, None, [])
    assert seen["text"] == "保健の経験をどう活かせますか"
    assert [o["text"] for o in seen["opinions"]] == ["所見一"]
    assert items(stage, JICA)[0]["name"] is None
    assert stage.published[-2].data["jica_person_ids"] == ["jica-1"]


@pytest.mark.requirement("ME-44")
def test_of_the_statements_everybody_asked_sees_their_own(stage: ConsultingStage) -> None:
    one = stage.ask()
    stage.refer(one)
    stage.opine(one, COUNSELLOR, "相談員の所見")
    assert stage.seen(one, JICA)["opinions"] == []
    assert [o["text"] for o in stage.seen(one, COUNSELLOR)["opinions"]] == ["相談員の所見"]


def test_there_is_an_end_to_the_statements_on_one_consultation(stage: ConsultingStage) -> None:
    one = stage.ask()
    stage.refer(one)
    for _ in range(MOST_OPINIONS):
        stage.opine(one)
    with pytest.raises(TooManyOpinions):
        stage.opine(one, JICA)
    assert len(stage.seen(one)["opinions"]) == MOST_OPINIONS
    stage.reply_to(one)


@pytest.mark.requirement("ID-88")
def test_who_has_lost_the_permission_or_was_stopped_is_not_given_any(
    stage: ConsultingStage,
) -> None:
    one = stage.ask()
    stage.staff["counsellor-2"] = ("secretariat",)
    stage.stopped.add("counsellor-1")
    for whom in ("counsellor-1", "counsellor-2", "nobody"):
        with pytest.raises(InvalidInput) as refused:
            stage.assign(one, whom)
        assert list(refused.value.fields) == ["counsellor_id"]
    asked = [one for one in stage.neighbours.asked if one[1] == "find_consultation_staff"]
    assert asked[0][2] == {"account_ids": ["counsellor-1"]}
    assert stage.told() == ["ConsultationRequested"]


def test_the_list_has_the_oldest_first_with_the_days_they_wait(stage: ConsultingStage) -> None:
    old = stage.ask(subject="古い相談")
    stage.clock.at = tokyo(2024, 3, 3, 0, 30)
    new = stage.ask("face-to-face", TARO, subject="新しい相談")
    done = stage.ask()
    stage.step("cancel_consultation", done)
    stage.clock.at = tokyo(2024, 3, 5, 23, 0)

    found = items(stage, open=True)
    assert [(one["subject"], one["days"], one["name"]) for one in found] == [
        ("古い相談", 4, "山田花子"),
        ("新しい相談", 2, "Taro"),
    ]
    assert stage.listed(kind="face-to-face") == [new]
    assert stage.listed(open=False) == [done]
    assert stage.listed(status="requested") == [old, new]
    part = stage.run("find_consultations", {"limit": 1, "offset": 1, "open": True}, OFFICE)
    assert ([one["consultation_id"] for one in part["items"]], part["total"]) == ([new], 2)


@pytest.mark.requirement("GW-07")
def test_a_form_that_shows_an_older_state_is_refused(stage: ConsultingStage) -> None:
    one = stage.ask()
    version = stage.seen(one)["version"]
    stage.refer(one)
    with pytest.raises(StaleForm):
        stage.step("answer_consultation", one, body="答え", expected_version=version)
    stage.step("answer_consultation", one, body="答え", expected_version=version + 1)


def test_a_reason_of_a_cancellation_is_shown_to_both_sides(stage: ConsultingStage) -> None:
    one = stage.ask("face-to-face")
    stage.step("cancel_consultation", one, reason="担当者が見つかりません")
    assert stage.mine(one)["cancellation_reason"] == "担当者が見つかりません"
    assert stage.mine(one)["cancelled_by"] == "secretariat"
    assert stage.published[-1].data["by"] == "secretariat"
    other = stage.ask()
    stage.step("cancel_consultation", other, HANAKO, reason="自分で解決しました")
    assert stage.seen(other)["cancellation_reason"] == "自分で解決しました"
    assert stage.seen(other)["cancelled_by"] == "person"


def test_organisations_have_no_part_in_it(stage: ConsultingStage) -> None:
    one = stage.ask()
    for operation in ("get_consultation", "get_my_consultation", "cancel_consultation"):
        with pytest.raises(NotPermitted):
            stage.step(operation, one, as_organisation("org-1"))
    with pytest.raises(NotPermitted):
        stage.run("find_consultations", {}, as_organisation("org-1"))
