"""What falls due in identity: idle sessions (ID-61), openings nobody completed (D-24) and more."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.identity.domain.account.events import (
    AccountDiscarded,
    AccountEmailRegistered,
    SessionEnded,
    SessionExpired,
    SessionProlonged,
    SessionStarted,
    UserRegistered,
)
from services.identity.domain.rules import Rules
from services.identity.projections.due_job_seekers import schedule_job_seekers
from services.identity.projections.due_of_individuals import follow_individuals
from services.identity.projections.extractions import schedule_extractions
from services.identity.projections.organisation_due import schedule_organisations
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.application.schedule import DUE, due_entry

JUST_AFTER = timedelta(seconds=1)
"""60:00 is still in time, one second more is not (D-10)."""


def _session_key(recorded: Recorded[SessionStarted]) -> str:
    return f"session-{recorded.event.account_id}"


def _opening_key(recorded: Recorded[AccountEmailRegistered]) -> str:
    return f"opening-{recorded.event.account_id}"


def due_projection(rules: Rules) -> Projection:
    """The schedule under these rules."""
    due = Projection(DUE, version=4, indexes=(Index((("due_at", 1),)),))

    def look_at_session(account_id: str, session_id: str, seen_at: datetime) -> Document:
        return due_entry(
            seen_at + rules.session_idle + JUST_AFTER,
            "expire_session",
            {"account_id": account_id, "session_id": session_id},
            f"session of {account_id} idle for too long",
        )

    @due.on(SessionStarted, key=_session_key)
    def started(document: Document | None, recorded: Recorded[SessionStarted]) -> Document:
        event = recorded.event
        return look_at_session(event.account_id, event.session_id, event.at)

    @due.on(SessionProlonged, key=_session_key)
    def prolonged(document: Document | None, recorded: Recorded[SessionProlonged]) -> Document:
        event = recorded.event
        return look_at_session(event.account_id, event.session_id, event.seen_at)

    @due.on(SessionEnded, SessionExpired, key=_session_key)
    def over(document: Document | None, recorded: Recorded[SessionEnded]) -> None:
        return None

    @due.on(AccountEmailRegistered, key=_opening_key)
    def pending(document: Document | None, recorded: Recorded[AccountEmailRegistered]) -> Document:
        event = recorded.event
        return due_entry(
            event.at + rules.unopened_kept_for,
            "discard_unopened_account",
            {"account_id": event.account_id},
            f"opening of {event.account_id} not completed",
        )

    @due.on(UserRegistered, AccountDiscarded, key=_opening_key)
    def settled(document: Document | None, recorded: Recorded[UserRegistered]) -> None:
        return None

    schedule_job_seekers(due)
    schedule_organisations(due)
    schedule_extractions(due)
    follow_individuals(due, rules)
    schedule_organisations(due)
    return due
