"""The state of a JPO candidate: the fold of its events (SM-16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from services.applications.domain.application.events import ApplicationSubmitted
from services.applications.domain.jpo import events as happened
from services.applications.domain.jpo.conditions import Condition


class CandidateState(StrEnum):
    """応募, 資格なし, 受験, 合格, 不合格, 派遣中, 派遣終了, 次のポスト獲得, 辞退."""

    NONE = "none"
    SUBMITTED = "submitted"
    REFUSED = "refused"
    EXAMINED = "examined"
    SELECTED = "selected"
    NOT_SELECTED = "not-selected"
    DISPATCHED = "dispatched"
    COMPLETED = "completed"
    PLACED = "placed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person in one round; before the application is sent it may hold documents.

    `proofs` are the files by the condition they prove.
    """

    about: happened.CandidateAbout | None = None
    state: CandidateState = CandidateState.NONE
    reception_id: str = ""
    proofs: Mapping[Condition, str] = field(default_factory=dict)
    failed: tuple[Condition, ...] = ()
    ends_on: date | None = None


def evolve(candidate: Candidate, event: Any) -> Candidate:
    """The candidate after the event."""
    match event:
        case happened.JpoDocumentAttached():
            proofs = {**candidate.proofs, event.proves: event.file_id}
            return replace(candidate, about=event.about, proofs=proofs)
        case happened.JpoFormFilled():
            return replace(candidate, about=event.about)
        case ApplicationSubmitted():
            reception_id = event.reception_id
            return replace(candidate, state=CandidateState.SUBMITTED, reception_id=reception_id)
        case happened.JpoApplicationRefused():
            refused = replace(candidate, about=event.about, state=CandidateState.REFUSED)
            return replace(refused, failed=event.failed)
        case happened.JpoDispatched():
            return replace(candidate, state=CandidateState.DISPATCHED, ends_on=event.ends_on)
        case _:
            return replace(candidate, state=_AFTER[type(event)])


_AFTER: dict[type[Any], CandidateState] = {
    happened.JpoExaminationRecorded: CandidateState.EXAMINED,
    happened.JpoCandidateSelected: CandidateState.SELECTED,
    happened.JpoCandidateNotSelected: CandidateState.NOT_SELECTED,
    happened.JpoCandidateDeclined: CandidateState.DECLINED,
    happened.JpoDispatchCompleted: CandidateState.COMPLETED,
    happened.JpoNextPostRecorded: CandidateState.PLACED,
}
