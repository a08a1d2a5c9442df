"""Identities of the provider: which account one is linked to, one at most.

The stream is named by a keyed digest of issuer and subject, which are written down nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.kernel.eventkit.domain import Refusal


class LinkedElsewhere(Refusal):
    """Another account is linked to this identity; only told to who has just proved to have it."""

    code = "single-sign-on-linked-elsewhere"


@dataclass(frozen=True, slots=True)
class SubjectClaimed:
    """The identity belongs to this account from now on."""

    subject_key: str
    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SubjectReleased:
    """The link is over; the identity can be linked again."""

    subject_key: str
    account_id: str


@dataclass(frozen=True, slots=True)
class Subject:
    """One identity of the provider."""

    account_id: str | None = None


UNLINKED = Subject()


def evolve(state: Subject, event: object) -> Subject:
    """The fold of an identity."""
    match event:
        case SubjectClaimed():
            return Subject(event.account_id)
        case SubjectReleased():
            return UNLINKED
    return state


def claim(state: Subject, subject_key: str, account_id: str, now: datetime) -> list[SubjectClaimed]:
    """Gives the identity to an account; nothing to do when it has it. Raises `LinkedElsewhere`."""
    if state.account_id == account_id:
        return []
    if state.account_id is not None:
        raise LinkedElsewhere
    return [SubjectClaimed(subject_key, account_id, now)]


def release(state: Subject, subject_key: str, account_id: str) -> list[SubjectReleased]:
    """Frees the identity of an account that is no longer linked."""
    return [SubjectReleased(subject_key, account_id)] if state.account_id == account_id else []
