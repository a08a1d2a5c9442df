"""A person as organisations see them: by user ID, never by name or address (ID-51)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.identity.application.instants import text_of
from services.identity.application.job_seeker_information import NOTHING, SHOWN
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.ports import PersonalData

EXCERPT = 160


def shown_person(account: Account, personal_data: PersonalData) -> dict[str, Any] | None:
    """What the profile shows; None when the person has left in this moment."""
    return next(iter(shown_people([account], personal_data)), None)


def shown_people(
    accounts: Iterable[Account], personal_data: PersonalData
) -> Sequence[dict[str, Any]]:
    """What the profiles show, without those of people who have left in this moment."""
    showing = [
        (account, account.job_seeker.information)
        for account in accounts
        if account.job_seeker.information is not None
    ]
    opened = personal_data.open_many([information for _, information in showing])
    return [
        _shown(account, {**NOTHING, **information})
        for (account, _), information in zip(showing, opened, strict=True)
        if information is not None
    ]


def _shown(account: Account, information: Mapping[str, Any]) -> dict[str, Any]:
    seeker = account.job_seeker
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
