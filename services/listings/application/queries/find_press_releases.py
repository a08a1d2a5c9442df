"""The press room, and the requests for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.listings.application.ownership import STAFF, organisation_id_of
from services.listings.application.presenting import PER_PAGE, page_of
from services.listings.application.press import shown


@dataclass(frozen=True)
class FindPressReleases:
    """See the payload schema."""

    states: Sequence[str]
    own: bool
    page: int


def find_press_releases(
    query: FindPressReleases, context: Context, *, views: Views, personal_data: PersonalData
) -> dict[str, Any]:
    """Public ones, newest first (GW-45); with `own` all of the caller's organisation.

    The secretariat asks by state and gets the oldest request first, with its age (LI-70).
    """
    where: dict[str, Any] = {"state": "published"}
    order = [("published_at", -1)]
    if query.own and context.actor.role not in STAFF:
        where = {"organisation_id": organisation_id_of(context, None)}
        order = [("requested_at", -1)]
    elif query.states and context.actor.role in STAFF:
        where = {"state": {"$in": list(query.states)}}
        order = [("requested_at", 1)]
    found = views.find(
        "press_releases", where, order=order, limit=PER_PAGE, offset=(query.page - 1) * PER_PAGE
    )
    items = [shown(one, context.actor, context.at, personal_data) for one in found]
    return page_of(items, views.count("press_releases", where), query.page, PER_PAGE)
