"""SM-12, career consultation: every triple of state, kind and command, permitted or refused.

The rows of requirements.md 9.12 are quoted as they stand there; what has no row must be refused
without an event.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.kernel.eventkit.domain import InvalidInput, NotFound, NotPermitted, Refusal
from services.messaging.domain.consultation.consultation import ConsultationStatus
from services.messaging.domain.consultation.steps import (
    ConsultationAtAnotherStep,
    ConsultationDateNotReached,
    ConsultationDateUnchanged,
    ConsultationNeedsFullRegistration,
    ConsultationOfOtherKind,
)
from tests.support.rehearsal import tokyo
from tests.unit.messaging.consulting import (
    COUNSELLOR,
    JICA,
    MEETS_AT,
    OFFICE,
    OTHER_COUNSELLOR,
    OTHER_JICA,
    ConsultingStage,
)
from tests.unit.messaging.stage import HANAKO, SIMPLE, TARO

Status = ConsultationStatus
NEVER = "no-such-consultation"
FACE, MAIL = "face-to-face", "mail"


def _requested(stage: ConsultingStage, kind: str) -> str:
    return stage.ask(kind)


def _assigned(stage: ConsultingStage, kind: str) -> str:
    one = stage.ask(kind)
    stage.assign(one)
    return one


def _scheduled(stage: ConsultingStage, kind: str) -> str:
    one = _assigned(stage, kind)
    stage.schedule(one)
    return one


def _day_reached(stage: ConsultingStage, kind: str) -> str:
    one = _scheduled(stage, kind)
    stage.clock.at = tokyo(2024, 3, 8, 0, 0)
    return one


def _held(stage: ConsultingStage, kind: str) -> str:
    one = _day_reached(stage, kind)
    stage.step("hold_consultation", one)
    return one


def _referred(stage: ConsultingStage, kind: str) -> str:
    one = stage.ask(kind)
    stage.refer(one)
    return one


def _answered(stage: ConsultingStage, kind: str) -> str:
    one = stage.ask(kind)
    stage.reply_to(one)
    return one


def _cancelled(stage: ConsultingStage, kind: str) -> str:
    one = stage.ask(kind)
    stage.step("cancel_consultation", one, HANAKO)
    return one


def _closed(stage: ConsultingStage, kind: str) -> str:
    one = _held(stage, kind) if kind == FACE else _answered(stage, kind)
    stage.step("close_consultation", one)
    return one


Arrive = Callable[[ConsultingStage, str], str]
BOTH = {
    "Requested": (Status.REQUESTED, _requested),
    "Assigned": (Status.ASSIGNED, _assigned),
    "Cancelled": (Status.CANCELLED, _cancelled),
    "Closed": (Status.CLOSED, _closed),
}
STATES: dict[tuple[str, str], tuple[Status, Arrive]] = {
    ("-", FACE): (Status.NONE, lambda stage, kind: NEVER),
    ("-", MAIL): (Status.NONE, lambda stage, kind: NEVER),
    **{(name, kind): state for name, state in BOTH.items() for kind in (FACE, MAIL)},
    ("Scheduled", FACE): (Status.SCHEDULED, _scheduled),
    ("Scheduled, day reached", FACE): (Status.SCHEDULED, _day_reached),
    ("Held", FACE): (Status.HELD, _held),
    ("Referred", MAIL): (Status.REFERRED, _referred),
    ("Answered", MAIL): (Status.ANSWERED, _answered),
}

LATER = tokyo(2024, 3, 15, 10, 0)
Deed = Callable[[ConsultingStage, str], Any]


def _reschedule(actor: Any = OFFICE, at: Any = LATER) -> Deed:
    return lambda stage, one: stage.step(
        "reschedule_consultation", one, actor, meets_at=at.isoformat(), place="新宿"
    )


def _plain(operation: str, actor: Any = OFFICE) -> Deed:
    return lambda stage, one: stage.step(operation, one, actor)


DEEDS: dict[str, Deed] = {
    "assign": lambda stage, one: stage.assign(one),
    "assign, without permission": lambda stage, one: stage.assign(one, "staff-1"),
    "assign, by a counsellor": lambda stage, one: stage.assign(one, actor=COUNSELLOR),
    "schedule": lambda stage, one: stage.schedule(one),
    "schedule, by the counsellor": lambda stage, one: stage.schedule(one, actor=COUNSELLOR),
    "schedule, by another one": lambda stage, one: stage.schedule(one, actor=OTHER_COUNSELLOR),
    "schedule, in the past": lambda stage, one: stage.schedule(one, tokyo(2024, 3, 1, 10, 0)),
    "reschedule": _reschedule(),
    "reschedule, by the counsellor": _reschedule(COUNSELLOR),
    "reschedule, by another one": _reschedule(OTHER_COUNSELLOR),
    "reschedule, same date": _reschedule(at=MEETS_AT),
    "reschedule, in the past": _reschedule(at=tokyo(2024, 2, 1, 10, 0)),
    "hold": _plain("hold_consultation"),
    "hold, by the counsellor": _plain("hold_consultation", COUNSELLOR),
    "hold, by another one": _plain("hold_consultation", OTHER_COUNSELLOR),
    "refer": lambda stage, one: stage.refer(one),
    "refer, to a counsellor": lambda stage, one: stage.refer(one, counsellor_ids=["counsellor-2"]),
    "refer, to JICA": lambda stage, one: stage.refer(one, jica_person_ids=["jica-2"]),
    "refer, to nobody": lambda stage, one: stage.refer(one, counsellor_ids=[]),
    "refer, to no counsellor": lambda stage, one: stage.refer(one, counsellor_ids=["jica-1"]),
    "refer, to nobody of JICA": lambda stage, one: stage.refer(one, jica_person_ids=["staff-1"]),
    "opinion": lambda stage, one: stage.opine(one),
    "opinion, of JICA": lambda stage, one: stage.opine(one, JICA),
    "opinion, of another counsellor": lambda stage, one: stage.opine(one, OTHER_COUNSELLOR),
    "opinion, of others at JICA": lambda stage, one: stage.opine(one, OTHER_JICA),
    "opinion, of the secretariat": lambda stage, one: stage.opine(one, OFFICE),
    "answer": lambda stage, one: stage.reply_to(one),
    "answer, by a counsellor": lambda stage, one: stage.reply_to(one, COUNSELLOR),
    "cancel": _plain("cancel_consultation", HANAKO),
    "cancel, by the secretariat": _plain("cancel_consultation"),
    "cancel, by somebody else": _plain("cancel_consultation", TARO),
    "close": _plain("close_consultation"),
    "close, by a counsellor": _plain("close_consultation", COUNSELLOR),
}


def _rows(
    froms: str, kinds: tuple[str, ...], deeds: tuple[str, ...], to: Status, event: str
) -> dict[tuple[str, str, str], tuple[Status, str]]:
    return {
        (state, kind, deed): (to, event)
        for state in froms.split(" | ")
        for kind in kinds
        for deed in deeds
        if (state, kind) in STATES
    }


EVERY_KIND = (FACE, MAIL)
# From, kind, deed -> To, public event. The rows of requirements.md 9.12 stand above.
PERMITTED: dict[tuple[str, str, str], tuple[Status, str]] = {
    # | Requested | Assigned | Secretariat | counsellor has permission | `CounsellorAssigned` |
    **_rows("Requested", EVERY_KIND, ("assign",), Status.ASSIGNED, "CounsellorAssigned"),
    # | Assigned | Scheduled | Secretariat, counsellor | face-to-face | `ConsultationScheduled` |
    **_rows(
        "Assigned",
        (FACE,),
        ("schedule", "schedule, by the counsellor"),
        Status.SCHEDULED,
        "ConsultationScheduled",
    ),
    # | Scheduled | Scheduled | Secretariat, counsellor | new date | `ConsultationRescheduled` |
    **_rows(
        "Scheduled | Scheduled, day reached",
        (FACE,),
        ("reschedule", "reschedule, by the counsellor"),
        Status.SCHEDULED,
        "ConsultationRescheduled",
    ),
    # | Scheduled | Held | Counsellor, secretariat | date reached | `ConsultationHeld` |
    **_rows(
        "Scheduled, day reached",
        (FACE,),
        ("hold", "hold, by the counsellor"),
        Status.HELD,
        "ConsultationHeld",
    ),
    # | Requested, Assigned | Referred | Secretariat | mail; counsellor or JICA person named |
    #   `ConsultationReferred` |
    **_rows(
        "Requested | Assigned",
        (MAIL,),
        ("refer", "refer, to a counsellor", "refer, to JICA"),
        Status.REFERRED,
        "ConsultationReferred",
    ),
    # | Referred | Referred | Counsellor, JICA department | internal statement |
    #   `ConsultationOpinionRecorded` |
    **_rows(
        "Referred",
        (MAIL,),
        ("opinion", "opinion, of JICA"),
        Status.REFERRED,
        "ConsultationOpinionRecorded",
    ),
    # | Requested, Assigned, Referred | Answered | Secretariat | mail | `ConsultationAnswered` |
    **_rows(
        "Requested | Assigned | Referred",
        (MAIL,),
        ("answer",),
        Status.ANSWERED,
        "ConsultationAnswered",
    ),
    # | Requested, Assigned, Scheduled, Referred | Cancelled | Individual, secretariat |
    #   before held or answered | `ConsultationCancelled` |
    **_rows(
        "Requested | Assigned | Scheduled | Scheduled, day reached | Referred",
        EVERY_KIND,
        ("cancel", "cancel, by the secretariat"),
        Status.CANCELLED,
        "ConsultationCancelled",
    ),
    # | Held, Answered | Closed | Secretariat | - | `ConsultationClosed` |
    **_rows("Held | Answered", EVERY_KIND, ("close",), Status.CLOSED, "ConsultationClosed"),
}
EVERY_TRIPLE = [(*state, deed) for state in STATES for deed in DEEDS]


def _status(stage: ConsultingStage, one: str) -> Status:
    document = stage.documents("consultations").get(one)
    return Status(document["status"]) if document else Status.NONE


@pytest.mark.requirement("ME-43")
@pytest.mark.requirement("ME-44")
@pytest.mark.parametrize(("state", "kind", "deed"), list(PERMITTED))
def test_each_row_leads_where_it_says(state: str, kind: str, deed: str) -> None:
    stage = ConsultingStage()
    expected, arrive = STATES[state, kind]
    one = arrive(stage, kind)
    assert _status(stage, one) is expected
    before, told = len(stage.events(f"consultation-{one}")), len(stage.told())
    DEEDS[deed](stage, one)
    to, event = PERMITTED[state, kind, deed]
    events = stage.events(f"consultation-{one}")[before:]
    assert _status(stage, one) is to
    assert [type(one).__name__ for one in events] == stage.told()[told:] == [event]


@pytest.mark.requirement("ME-43")
@pytest.mark.requirement("ME-44")
@pytest.mark.parametrize(("state", "kind"), list(STATES))
def test_everything_else_is_refused_without_an_event(state: str, kind: str) -> None:
    # One stage is enough for a state, because what is refused leaves everything as it was.
    stage = ConsultingStage()
    expected, arrive = STATES[state, kind]
    one = arrive(stage, kind)
    before, told = stage.store.last_position(), stage.told()
    others = [deed for deed in DEEDS if (state, kind, deed) not in PERMITTED]
    for deed in others:
        with pytest.raises(Refusal):
            DEEDS[deed](stage, one)
        assert stage.store.last_position() == before, deed
    assert (_status(stage, one), stage.told()) == (expected, told)
    assert others


def test_the_table_holds_only_what_exists() -> None:
    assert set(PERMITTED) <= set(EVERY_TRIPLE)
    assert {status for status, _ in STATES.values()} == set(Status)


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
    assert _status(stage, answers[0]["consultation_id"]) is Status.REQUESTED


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
