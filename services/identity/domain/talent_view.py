"""That an organisation looked at a person (人材閲覧, ID-52)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TalentViewed:
    """Somebody of the organisation opened the detail page of a person."""

    organisation_id: str
    account_id: str
    viewer_id: str
    at: datetime


def nothing_to_know(state: None, event: object) -> None:
    """Views do not depend on earlier ones."""
    return None
