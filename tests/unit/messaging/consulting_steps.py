"""Consultations at every step, and everything that is done with them (SM-12)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.messaging.domain.consultation.consultation import ConsultationStatus
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
from tests.unit.messaging.stage import HANAKO, TARO

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


def status_of(stage: ConsultingStage, one: str) -> Status:
    document = stage.documents("consultations").get(one)
    return Status(document["status"]) if document else Status.NONE
