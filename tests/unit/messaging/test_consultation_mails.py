"""Mails about career consultations: who waits for something is told (ME-43, ME-44)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.rehearsal import as_staff, tokyo
from tests.unit.messaging.consulting import COUNSELLOR, ConsultingStage
from tests.unit.messaging.stage import HANAKO, TARO

PRIVATE = ("山田花子", "アフリカ", "保健の経験", "平日の午後")


@pytest.fixture
def stage() -> ConsultingStage:
    return ConsultingStage()


def sent(stage: ConsultingStage, template: str) -> dict[str, Any]:
    """The mails of a template by address."""
    stage.deliver()
    return {mail.address: mail.letter for mail in stage.mails(template)}


@pytest.mark.requirement("ME-43")
def test_the_counsellor_is_told_of_the_assignment_but_not_who_asks_what(
    stage: ConsultingStage,
) -> None:
    one = stage.ask("face-to-face")
    stage.assign(one)
    letters = sent(stage, "consultation-assigned")
    assert list(letters) == ["c1@jica.example"]
    letter = letters["c1@jica.example"]
    assert f"https://portal.example/office/consultations/{one}" in letter.text
    assert "対面相談" in letter.text
    for text in PRIVATE:
        assert text not in letter.text + letter.subject


@pytest.mark.requirement("ME-43")
def test_both_sides_are_told_when_they_meet_and_where(stage: ConsultingStage) -> None:
    one = stage.ask("face-to-face", TARO)
    stage.assign(one)
    stage.schedule(one)
    letters = sent(stage, "consultation-scheduled")
    assert set(letters) == {"taro@mail.example", "c1@jica.example"}
    person = letters["taro@mail.example"].text
    assert "8 March 2024, 14:00 (Japan time)" in person
    assert "JICA市ヶ谷ビル" in person
    assert "受付でお名前を" in person
    assert f"https://portal.example/mypage/consultations/{one}" in person
    assert "2024年3月8日（金）14:00" in letters["c1@jica.example"].text

    stage.transport.sent.clear()
    moved = {"meets_at": tokyo(2024, 3, 9, 10).isoformat(), "place": "新宿"}
    stage.step("reschedule_consultation", one, COUNSELLOR, **moved)
    letters = sent(stage, "consultation-scheduled")
    assert list(letters) == ["taro@mail.example"], "who set the meeting knows of it"
    assert "9 March 2024, 10:00" in letters["taro@mail.example"].text


@pytest.mark.requirement("ME-44")
def test_everybody_named_is_asked_for_a_statement(stage: ConsultingStage) -> None:
    one = stage.ask()
    stage.refer(one)
    letters = sent(stage, "consultation-referred")
    assert set(letters) == {"c1@jica.example", "j1@jica.example"}
    assert "recorded internally" in letters["j1@jica.example"].text
    for letter in letters.values():
        for text in (*PRIVATE, "制度の面"):
            assert text not in letter.text + letter.subject


@pytest.mark.requirement("ME-44")
@pytest.mark.requirement("ME-45")
def test_the_answer_goes_to_the_person_by_mail_without_the_statements(
    stage: ConsultingStage,
) -> None:
    one = stage.ask()
    stage.refer(one)
    stage.opine(one)
    stage.reply_to(one)
    letters = sent(stage, "consultation-answered")
    assert list(letters) == ["hanako@mail.example"]
    letter = letters["hanako@mail.example"]
    assert "まず応募書類を整えましょう" in letter.text
    assert "山田花子 様" in letter.text
    assert "内部の所見" not in letter.text + letter.html


@pytest.mark.requirement("ME-43")
def test_a_cancellation_is_told_to_those_who_did_not_do_it(stage: ConsultingStage) -> None:
    one = stage.ask("face-to-face")
    stage.assign(one)
    stage.step("cancel_consultation", one, HANAKO, reason="都合が悪くなりました")
    letters = sent(stage, "consultation-cancelled")
    assert list(letters) == ["c1@jica.example"]
    assert "都合が悪く" not in letters["c1@jica.example"].text

    stage.transport.sent.clear()
    other = stage.ask()
    stage.step("cancel_consultation", other)
    assert list(sent(stage, "consultation-cancelled")) == ["hanako@mail.example"]
    assert "事務局" in stage.mails("consultation-cancelled")[0].letter.text


@pytest.mark.requirement("ME-46")
def test_who_lost_the_permission_is_told_nothing_any_more(stage: ConsultingStage) -> None:
    one, other = stage.ask("face-to-face"), stage.ask()
    stage.assign(one)
    stage.refer(other)
    stage.deliver()
    stage.transport.sent.clear()
    stage.staff |= {"counsellor-1": ("secretariat",), "jica-1": ("counsellor",)}
    stage.schedule(one)
    stage.step("cancel_consultation", other, HANAKO)
    stage.deliver()
    assert [mail.address for mail in stage.mails()] == ["hanako@mail.example"]
    found = stage.run("find_notice_mails", {"state": "suppressed"}, as_staff())["items"]
    assert {one["reason"] for one in found} == {"no-permission-any-more"}


def test_what_is_over_before_its_mail_goes_out_is_not_told(stage: ConsultingStage) -> None:
    one = stage.ask("face-to-face")
    stage.assign(one)
    stage.schedule(one)
    stage.step("cancel_consultation", one, HANAKO)
    stage.deliver()
    assert stage.mails("consultation-scheduled") == []
    found = stage.run("find_notice_mails", {"state": "suppressed"}, as_staff())["items"]
    assert {one["reason"] for one in found} == {"consultation-at-another-step"}


def test_a_mail_that_was_queued_twice_goes_out_once_a_person(stage: ConsultingStage) -> None:
    one = stage.ask()
    stage.refer(one, counsellor_ids=["counsellor-1", "counsellor-2", "counsellor-1"])
    stage.deliver()
    addresses = sorted(mail.address for mail in stage.mails("consultation-referred"))
    assert addresses == ["c1@jica.example", "c2@jica.example"]
