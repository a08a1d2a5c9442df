"""Reading texts of persons that are kept sealed."""

from __future__ import annotations

from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.domain import Sealed


def opened_text(pair: list[str] | None, personal_data: PersonalData) -> str | None:
    """The text of a stored pair of owner and sealed words; None for none, and once it is erased."""
    if pair is None:
        return None
    try:
        return str(personal_data.open(Sealed(pair[0], pair[1]))["text"])
    except Unreadable:
        return None
