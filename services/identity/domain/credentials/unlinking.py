"""Undoing the link to an identity of the provider."""

from __future__ import annotations

from datetime import datetime

from services.identity.domain.credentials.events import SingleSignOnUnlinked
from services.identity.domain.credentials.state import Credentials


def unlink(account_id: str, credentials: Credentials, now: datetime) -> list[SingleSignOnUnlinked]:
    """Ends the link; nothing to do where there is none."""
    if credentials.subject_key is None:
        return []
    return [SingleSignOnUnlinked(account_id, credentials.subject_key, now)]
