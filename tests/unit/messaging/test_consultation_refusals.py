"""Requests for consultation, and what a refusal says."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import InvalidInput, NotFound, NotPermitted, Refusal
from services.messaging.domain.consultation.steps import (
    ConsultationAtAnotherStep,
    ConsultationDateNotReached,
    ConsultationDateUnchanged,
    ConsultationNeedsFullRegistration,
    ConsultationOfOtherKind,
)
from tests.unit.messaging.consulting import (
    COUNSELLOR,
    JICA,
    OFFICE,
    ConsultingStage,
)
from tests.unit.messaging.consulting_steps import (
    DEEDS,
    FACE,
    MAIL,
    STATES,
    Status,
    status_of,
)
from tests.unit.messaging.stage import HANAKO, SIMPLE


@pytest.mark.requirement("ME-41")
@pytest.mark.parametrize("kind", [FACE, MAIL])
def test_a_full_registrant_requests_once_whatever_is_sent_twice(kind: str) -> None:
    # | - | Requested | Individual (full) | kind chosen | `ConsultationRequested` |
    stage = ConsultingStage()
    payload = {"kind": kind, "subject": "働き方", "body": "どうすればよいでしょう"}
    answers = [
        stage.run("request_consultation", payload, HANAKO, command_id="c-1") for _ in range(2)
    ]
    assert [one["repeated"] for one in answers] == [False, True]
    assert stage.told() == ["ConsultationRequested"]
    assert status_of(stage, answers[0]["consultation_id"]) is Status.REQUESTED


@pytest.mark.requirement("ME-41")
def test_who_may_not_request_is_refused_without_an_event() -> None:
    stage = ConsultingStage()
    with pytest.raises(ConsultationNeedsFullRegistration):
        stage.ask(actor=SIMPLE)
    for actor in (OFFICE, COUNSELLOR, JICA):
        with pytest.raises(NotPermitted):
            stage.ask(actor=actor)
    for changes in ({"kind": "telephone"}, {"kind": None}, {"subject": ""}, {"body": " "}):
        with pytest.raises(InvalidInput) as refused:
            stage.ask(**changes)
        assert list(refused.value.fields) == list(changes)
    assert stage.told() == []


@pytest.mark.requirement("ME-43")
@pytest.mark.parametrize(
    ("state", "kind", "deed", "refusal"),
    [
        ("-", MAIL, "assign", NotFound),
        ("Assigned", FACE, "assign", ConsultationAtAnotherStep),
        ("Requested", MAIL, "assign, without permission", InvalidInput),
        ("Requested", MAIL, "assign, by a counsellor", NotPermitted),
        ("Requested", FACE, "schedule", ConsultationAtAnotherStep),
        ("Assigned", MAIL, "schedule", ConsultationOfOtherKind),
        ("Assigned", FACE, "schedule, by another one", NotFound),
        ("Assigned", FACE, "schedule, in the past", InvalidInput),
        ("Scheduled", FACE, "reschedule, same date", ConsultationDateUnchanged),
        ("Scheduled", FACE, "reschedule, in the past", InvalidInput),
        ("Scheduled", FACE, "hold", ConsultationDateNotReached),
        ("Scheduled", FACE, "hold, by another one", NotFound),
        ("Assigned", FACE, "refer", ConsultationOfOtherKind),
        ("Requested", MAIL, "refer, to nobody", InvalidInput),
        ("Requested", MAIL, "refer, to no counsellor", InvalidInput),
        ("Requested", MAIL, "refer, to nobody of JICA", InvalidInput),
        ("Referred", MAIL, "refer", ConsultationAtAnotherStep),
        ("Referred", MAIL, "opinion, of another counsellor", NotFound),
        ("Referred", MAIL, "opinion, of others at JICA", NotFound),
        ("Referred", MAIL, "opinion, of the secretariat", NotPermitted),
        ("Answered", MAIL, "opinion", NotFound),
        ("Assigned", MAIL, "answer, by a counsellor", NotPermitted),
        ("Assigned", FACE, "answer", ConsultationOfOtherKind),
        ("Requested", MAIL, "cancel, by somebody else", NotFound),
        ("Held", FACE, "cancel", ConsultationAtAnotherStep),
        ("Closed", MAIL, "close", ConsultationAtAnotherStep),
    ],
)
def test_a_refusal_says_which_rule_it_is(
    state: str, kind: str, deed: str, refusal: type[Refusal]
) -> None:
    stage = ConsultingStage()
    one = STATES[state, kind][1](stage, kind)
    with pytest.raises(refusal):
        DEEDS[deed](stage, one)
