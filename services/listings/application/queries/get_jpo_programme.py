"""The lists and figures of the JPO programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.jpo_terms import as_items
from services.listings.domain.jpo.lists import (
    DESTINATIONS,
    ELIGIBILITY,
    FIELDS,
    PAST_FIGURES,
    STEPS,
)


@dataclass(frozen=True)
class GetJpoProgramme:
    """Nothing is asked but the whole."""


def get_jpo_programme(query: GetJpoProgramme, context: Context, *, views: Views) -> dict[str, Any]:
    """Eligibility, destinations, fields, steps and yearly figures (LI-76 to LI-79, LI-84).

    Lists and steps are those of the newest public campaign; the figures are the published ones
    before the portal and those of its campaigns.
    """
    found = views.find(
        "jpo_campaigns", {"state": {"$ne": "draft"}}, order=[("application_year", -1)]
    )
    figures = {one["fiscal_year"]: one for one in as_items(PAST_FIGURES)}
    figures |= {one["figures"]["fiscal_year"]: one["figures"] for one in found if one["figures"]}
    newest = found[0]["terms"] if found else {}
    return {
        "eligibility": as_items(ELIGIBILITY),
        "destinations": newest.get("destinations") or as_items(DESTINATIONS),
        "specialities": newest.get("specialities") or as_items(FIELDS),
        "steps": newest.get("steps") or as_items(STEPS),
        "figures": [figures[year] for year in sorted(figures)],
        "campaign": None
        if not found
        else {name: value for name, value in found[0].items() if name != "_id"},
    }
