"""One application as its applicant sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import person_of
from services.applications.application.known_listings import listing_of, shown_listing
from services.applications.application.ports import Desk
from services.applications.application.queries.shown import (
    iso,
    shown_core,
    shown_deadline,
    shown_documents,
)
from services.applications.application.sealing import content_of
from services.applications.projections.applications import APPLICATIONS
from services.applications.projections.listings import LISTINGS
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class GetMyApplication:
    application_id: str


def get_my_application(query: GetMyApplication, context: Context, *, desk: Desk) -> dict[str, Any]:
    """Form, documents and course of the caller's application or draft (AP-25, AP-29).

    The institution's remarks are not in it (AP-41). Raises NotFound.
    """
    document = desk.views.get(APPLICATIONS, query.application_id)
    if document is None or document["person_id"] != person_of(context):
        raise NotFound
    listing = desk.views.get(LISTINGS, document["listing_id"])
    content = content_of(desk.personal_data, document)
    return {
        **shown_core(document),
        **shown_deadline(document, context.at),
        "listing": shown_listing(listing_of(listing) if listing else None),
        "applicant_name": content.get("applicant_name", ""),
        "remarks": content.get("remarks", ""),
        "motivation": content.get("motivation", ""),
        "confirmations": document["confirmations"],
        "documents": shown_documents(desk.personal_data, document),
        "history": [{"status": one["status"], "at": iso(one["at"])} for one in document["history"]],
    }
