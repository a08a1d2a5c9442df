"""The one live session of an account (ID-59 to ID-61)."""

from __future__ import annotations

from datetime import datetime

from services.identity.domain.account.events import SessionEnded, SessionExpired, SessionProlonged
from services.identity.domain.account.state import Account, Session
from services.identity.domain.kinds import SessionEnd
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import Kind, Refusal


class SessionIsOver(Refusal):
    """The session was logged out, replaced or idle for more than 60 minutes (ID-60, ID-61)."""

    code = "session-ended"
    kind = Kind.FORBIDDEN


def is_idle(session: Session, last_seen: datetime | None, now: datetime, rules: Rules) -> bool:
    """More than 60:00 since the last request that was answered (D-10)."""
    return now - seen_at(session, last_seen) > rules.session_idle


def seen_at(session: Session, last_seen: datetime | None) -> datetime:
    """The last request: what the activity says, or the events where it has forgotten."""
    return session.seen_at if last_seen is None else max(session.seen_at, last_seen)


def end(account: Account, session_id: str, reason: SessionEnd, now: datetime) -> list[SessionEnded]:
    """Ends this session; nothing to do when it is over."""
    session = account.session
    if session is None or session.session_id != session_id:
        return []
    return [SessionEnded(account.account_id, session_id, reason, now)]


def end_any(account: Account, reason: SessionEnd, now: datetime) -> list[SessionEnded]:
    """Ends whatever session is live."""
    session = account.session
    return end(account, session.session_id, reason, now) if session else []


def expire(
    account: Account,
    session_id: str,
    last_seen: datetime | None,
    now: datetime,
    rules: Rules,
) -> list[SessionExpired | SessionProlonged]:
    """When the time is up: expired, or used meanwhile and so looked at again later (ID-61)."""
    session = account.session
    if session is None or session.session_id != session_id:
        return []
    if is_idle(session, last_seen, now, rules):
        return [SessionExpired(account.account_id, session_id, now)]
    return [SessionProlonged(account.account_id, session_id, seen_at(session, last_seen))]
