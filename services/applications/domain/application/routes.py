"""By which route an application goes: the applicant's registration decides (D-46, AP-12)."""

from __future__ import annotations

from services.applications.domain.application.events import Route
from services.applications.domain.listing import KnownListing, ListingTakesNoWebApplications
from services.kernel.eventkit.domain import FieldProblem, Kind, Refusal
from services.kernel.eventkit.domain.actor import Actor, Facet

DIRECT_DOCUMENTS = ("履歴書", "職務経歴書", "ジョブ・カード")
"""What a direct application offers to attach besides other documents; none is mandatory."""


class ListingTakesNoDirectApplications(Refusal):
    """The listing does not accept direct applications (LI-10)."""

    code = "listing-takes-no-direct-applications"


class ActiveJobSeekerNeeded(Refusal):
    """Direct applications are for people with an active job-seeker registration (AP-12)."""

    code = "active-job-seeker-needed"
    kind = Kind.FORBIDDEN


class MotivationMissing(Refusal):
    """A direct application says why the applicant wants the post (AP-12)."""

    code = "motivation-missing"
    kind = Kind.INVALID


def route_for(listing: KnownListing, applicant: Actor, *, direct: bool) -> Route:
    """The route of an application; `direct` when a direct application was asked for.

    Where both are possible the active job seeker applies directly, everybody else by web. Of a
    listing that takes direct applications only, nothing else can be meant.
    """
    seeker = Facet.JOB_SEEKER in applicant.facets
    if direct or (listing.direct_application and (seeker or not listing.web_application)):
        return Route.DIRECT
    return Route.WEB


def check_route(listing: KnownListing, applicant: Actor, route: Route) -> None:
    """Refuses a route the listing does not take or the applicant may not go (AP-02, AP-12)."""
    if route is Route.WEB:
        if not listing.web_application:
            raise ListingTakesNoWebApplications
        return
    if not listing.direct_application:
        raise ListingTakesNoDirectApplications
    if Facet.JOB_SEEKER not in applicant.facets:
        raise ActiveJobSeekerNeeded


def check_motivation(route: Route, *, motivated: bool) -> None:
    """Refuses a direct application without motivation (AP-12)."""
    if route is Route.DIRECT and not motivated:
        raise MotivationMissing(fields={"motivation": (FieldProblem("required"),)})


def offered_documents(route: Route, required: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of documents the form offers besides the required ones."""
    if route is not Route.DIRECT:
        return ()
    return tuple(one for one in DIRECT_DOCUMENTS if one not in required)
