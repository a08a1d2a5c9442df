"""The top page: search, what is new, the first steps (GW-01)."""

from __future__ import annotations

from flask import Response

from gateway.auth.allow import ANYONE, allow
from gateway.backend import backend
from gateway.web.cache import cached
from gateway.web.jpo_campaigns import CURRENT, shown_campaigns
from gateway.web.keyword_suggestions import suggestions_among
from gateway.web.listing_words import JOBS, TRAININGS
from gateway.web.page import Pages, page

pages = Pages("home")

# An archive is nothing new.
JOB_KINDS = [kind for kind in JOBS if kind != "past-public-recruitment"]
TRAINING_KINDS = list(TRAININGS)


@pages.get("/")
@allow(ANYONE)
@cached("listings", "contents")
def top() -> Response:
    """What is new, as far as listings can be asked."""
    parts = backend.gather(
        {
            "jobs": ("listings", "search_listings", {"kinds": JOB_KINDS}),
            "trainings": ("listings", "search_listings", {"kinds": TRAINING_KINDS}),
            "campaigns": CURRENT,
        }
    )
    campaigns = shown_campaigns(parts["campaigns"], {})
    suggest = suggestions_among(JOB_KINDS)
    return page("home/index.html", parts=parts, campaigns=campaigns, suggest=suggest)
