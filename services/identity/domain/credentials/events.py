"""Stored events of what opens an account besides its password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SingleSignOnLinked:
    """The owner linked an identity of the provider; `subject_key` is a keyed digest of it (ID-45)."""

    account_id: str
    subject_key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SingleSignOnUnlinked:
    """The link is over: by the owner, by leaving, or after an identity check."""

    account_id: str
    subject_key: str
    at: datetime
