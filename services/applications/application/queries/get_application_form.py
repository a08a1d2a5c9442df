"""What the application form for a listing shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.attempts import attempt_ids
from services.applications.application.callers import person_of
from services.applications.application.known_listings import (
    known_listing,
    listing_of_number,
    shown_listing,
)
from services.applications.application.ports import Desk
from services.applications.domain.application.drafting import AlreadyApplied, CancelledTooOften
from services.applications.domain.application.routes import (
    check_route,
    offered_documents,
    route_for,
)
from services.applications.domain.listing import (
    check_applicant,
    check_open,
    confirmations_for,
)
from services.applications.projections.applications import APPLICATIONS
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound, Refusal


@dataclass(frozen=True)
class GetApplicationForm:
    listing_id: str | None = None
    data_number: str | None = None
    direct: bool = False


def get_application_form(
    query: GetApplicationForm, context: Context, *, desk: Desk
) -> dict[str, Any]:
    """The listing, what must be ticked, what must be attached, and why not to apply if so.

    `direct` as for the draft; `route` is the one the application would go, `offered_documents` what
    may be attached besides (AP-12). `refusal` is None, or the code of the rule that stands against
    applying now; `application_id` the caller's application to this listing, a draft included.
    Raises NotFound.
    """
    person_id = person_of(context)
    if query.listing_id is None:
        listing = listing_of_number(desk.views, query.data_number or "")
    else:
        listing = known_listing(desk.views, query.listing_id)
    ids = attempt_ids(listing.listing_id, person_id)
    documents = desk.views.get_many(APPLICATIONS, ids)
    latest = next((documents[one] for one in reversed(ids) if one in documents), None)
    status = latest["status"] if latest else None
    route = route_for(listing, context.actor, direct=query.direct)
    refusal: str | None = None
    try:
        check_applicant(listing, context.actor)
        check_route(listing, context.actor, route)
        check_open(listing, context.at)
        if status == "cancelled" and len(documents) == len(ids):
            raise CancelledTooOften
        if status not in (None, "draft", "cancelled"):
            raise AlreadyApplied
    except NotFound:
        raise
    except Refusal as against:
        refusal = against.code
    return {
        "listing": shown_listing(listing),
        "application_method": listing.application_method,
        "confirmations": [one.value for one in confirmations_for(listing.kind)],
        "required_documents": list(listing.required_documents),
        "offered_documents": list(offered_documents(route, listing.required_documents)),
        "route": route.value,
        "limits": {
            "bytes_each": desk.limits.bytes_each,
            "documents": desk.limits.per_application,
        },
        "refusal": refusal,
        "application_id": latest["application_id"] if latest else None,
        "status": status,
    }
