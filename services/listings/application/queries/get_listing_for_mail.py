"""What a mail about a listing says and no event may tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound
from services.listings.domain.listing.last_return import LastReturn


@dataclass(frozen=True)
class GetListingForMail:
    listing_id: str


def get_listing_for_mail(
    query: GetListingForMail,
    context: Context,
    *,
    returns: Repository[LastReturn],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """The reason of the last return (LI-24), null without one.

    From the log and not from a projection: the mail may be written the moment the event is
    stored. Raises `NotFound` for a listing that never was.
    """
    found, version = returns.load(query.listing_id)
    if version == 0:
        raise NotFound
    if found.reason is None:
        return {"reason": None}
    try:
        return {"reason": str(personal_data.open(found.reason)["text"])}
    except Unreadable:
        return {"reason": None}
