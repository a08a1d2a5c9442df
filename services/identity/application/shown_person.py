"""A person as organisations see them: by user ID, never by name or address (ID-51)."""

from __future__ import annotations

from typing import Any

from services.identity.application.instants import text_of
from services.identity.application.job_seeker_information import NOTHING, SHOWN
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.ports import PersonalData, Unreadable

EXCERPT = 160


def shown_person(account: Account, personal_data: PersonalData) -> dict[str, Any] | None:
    """What the profile shows; None when the person has left in this moment."""
    seeker = account.job_seeker
    if seeker.information is None:
        return None
    try:
        information = {**NOTHING, **personal_data.open(seeker.information)}
    except Unreadable:
        return None
    return {
        "account_id": account.account_id,
        "user_id": seeker.publication.user_id,
        "updated_at": text_of(seeker.informed_at),
        **{name: information[name] for name in SHOWN},
    }


def card(person: dict[str, Any]) -> dict[str, Any]:
    """The person in a list: the beginning of the appeal, not the experience."""
    appeal = " ".join(person["appeal"].split())
    excerpt = appeal if len(appeal) <= EXCERPT else f"{appeal[:EXCERPT]}…"
    hidden = ("experience", "qualifications", "appeal")
    return {**{k: v for k, v in person.items() if k not in hidden}, "excerpt": excerpt}
