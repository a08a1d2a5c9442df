"""The mails that invite to a survey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.ports import NeighbourAway
from services.messaging.application.reactions import on_survey_distributed
from tests.unit.messaging.stage import Stage

DISTRIBUTED = {"survey_id": "s-1", "addressed": 3, "closes_at": "2024-03-31T15:00:00+00:00"}
ADDRESSEES = ["org-1", "org-2", "org-3"]


class Reporting:
    """The survey s-1 as reporting tells of it."""

    def __init__(self, stage: Stage) -> None:
        self.open = True
        self.known = True
        stage.neighbours.answers["reporting", "find_survey_addressees"] = self.addressees
        stage.neighbours.answers["reporting", "get_survey_link"] = self.link

    def addressees(self, question: Mapping[str, Any]) -> dict[str, Any]:
        if not self.known:
            raise Refused({"code": "not-found", "kind": "not-found"})
        left = [one for one in ADDRESSEES if one > question["after"]][: question["limit"]]
        return {"items": [{"organisation_id": one} for one in left], "total": len(ADDRESSEES)}

    def link(self, question: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "path": f"/surveys/s-1/token-of-{question['addressee']}",
            "title": "満足度アンケート",
            "title_en": "Satisfaction survey",
            "closes_at": "2024-03-31T15:00:00+00:00",
            "open": self.open,
        }


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr(on_survey_distributed, "PAGE", 2)
    stage = Stage()
    english = {"name": "Mary", "language": "en", "values": {}}
    stage.details["org-2"] = {"address": "two@org.example", **english}
    return stage


def invitations(stage: Stage) -> list[dict[str, Any]]:
    """The records of the mails of the survey."""
    found = stage.documents("notice_mails").values()
    return [one for one in found if one["template"] == "survey-open"]


@pytest.mark.requirement("RE-05", "RE-08")
def test_each_addressee_gets_its_own_link_in_its_language(stage: Stage) -> None:
    Reporting(stage)
    stage.hear("reporting", "SurveyDistributed", "s-1", DISTRIBUTED)
    stage.deliver()

    japanese, english = sorted(stage.mails("survey-open"), key=lambda mail: str(mail.address))
    assert japanese.address == "body@org.example"
    assert "満足度アンケート" in japanese.letter.subject
    assert "https://portal.example/surveys/s-1/token-of-org-1" in japanese.letter.text
    assert "2024年4月1日（月）00:00" in japanese.letter.text
    assert "Satisfaction survey" in english.letter.subject
    assert "https://portal.example/surveys/s-1/token-of-org-2" in english.letter.html
    # org-3 is gone by now: on record, and nothing sent
    assert sorted(one["state"] for one in invitations(stage)) == ["sent", "sent", "suppressed"]


def test_the_same_opening_told_twice_sends_no_second_mail(stage: Stage) -> None:
    Reporting(stage)
    event = stage.hear("reporting", "SurveyDistributed", "s-1", DISTRIBUTED)
    stage._occur(event)
    stage.deliver()

    assert len(invitations(stage)) == len(ADDRESSEES)


def test_no_link_and_no_token_is_stored(stage: Stage) -> None:
    Reporting(stage)
    stage.hear("reporting", "SurveyDistributed", "s-1", DISTRIBUTED)
    stage.deliver()

    assert "token-of" not in repr(invitations(stage))


def test_while_reporting_does_not_know_yet_the_reaction_waits(stage: Stage) -> None:
    reporting = Reporting(stage)
    reporting.known = False
    with pytest.raises(NeighbourAway):
        stage.hear("reporting", "SurveyDistributed", "s-1", DISTRIBUTED)


def test_nobody_is_invited_to_a_survey_that_is_over(stage: Stage) -> None:
    Reporting(stage).open = False
    stage.hear("reporting", "SurveyDistributed", "s-1", DISTRIBUTED)
    stage.deliver()

    assert stage.mails() == []
    assert {one["reason"] for one in invitations(stage)} == {"survey-over", "not-found"}
