"""入力の手引き: how to fill in the entry form (LI-12)."""

from __future__ import annotations

from flask import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import RECRUITERS, Role
from gateway.web.page import Pages, page

pages = Pages("organisation_listings_guide")


@pages.get("/organisation/listings/guide")
@allow(RECRUITERS, Role.SECRETARIAT)
def guide() -> Response:
    """What belongs into each item."""
    return page("organisation_listings/guide.html")
