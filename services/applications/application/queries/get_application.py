"""One application as the organisation sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import may_handle
from services.applications.application.known_listings import listing_of, shown_listing
from services.applications.application.ports import Desk
from services.applications.application.queries.shown import iso, shown_core, shown_documents
from services.applications.application.sealing import open_pairs
from services.applications.projections.applications import APPLICATIONS
from services.applications.projections.listings import LISTINGS
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class GetApplication:
    application_id: str


def get_application(query: GetApplication, context: Context, *, desk: Desk) -> dict[str, Any]:
    """The details with documents and the institution's own remarks (AP-38, AP-41, AP-44).

    `applicant_name` is None once the applicant has left. Raises NotFound.
    """
    document = desk.views.get(APPLICATIONS, query.application_id)
    if document is None or not may_handle(document, context):
        raise NotFound
    listing = desk.views.get(LISTINGS, document["listing_id"])
    content, remarks = open_pairs(desk.personal_data, [document["content"], document["remarks"]])
    withheld = document["status"] == "cancelled" or not content
    return {
        **shown_core(document),
        "listing": shown_listing(listing_of(listing) if listing else None),
        "person_id": document["person_id"],
        "applicant_name": content.get("applicant_name"),
        "remarks": content.get("remarks", ""),
        "motivation": content.get("motivation", ""),
        "documents": [] if withheld else shown_documents(desk.personal_data, document),
        "remarks_of_institution": remarks.get("remarks", ""),
        "result_at": iso(document["result_at"]),
        "history": [
            {"status": one["status"], "notify": one["notify"], "at": iso(one["at"])}
            for one in document["history"]
        ],
    }
