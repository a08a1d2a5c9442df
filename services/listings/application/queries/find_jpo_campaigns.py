"""JPO campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document, Views
from services.kernel.japanese.keyword import typed_words
from services.listings.application.jpo_terms import runs_campaigns
from services.listings.domain.jpo.campaign import CampaignState
from services.listings.domain.jpo.matching import NAMES, says

CURRENT = (CampaignState.ANNOUNCED.value, CampaignState.OPEN.value)


@dataclass(frozen=True)
class FindJpoCampaigns:
    """By destination organisation and by field, each by its code or Japanese name.

    `specialities` are fields of which one is enough; `current` leaves out what is closed.
    """

    destination: str
    field: str
    keyword: str
    specialities: tuple[str, ...]
    current: bool


def find_jpo_campaigns(
    query: FindJpoCampaigns, context: Context, *, views: Views
) -> dict[str, Any]:
    """Newest year first (LI-80); drafts for the MOFA centre only."""
    where: dict[str, Any] = {}
    if query.destination:
        where["terms.destinations.code"] = query.destination
    if query.field:
        where["terms.specialities.ja"] = query.field
    elif query.specialities:
        where["terms.specialities.ja"] = {"$in": list(query.specialities)}
    if query.current:
        where["state"] = {"$in": list(CURRENT)}
    elif not runs_campaigns(context.actor):
        where["state"] = {"$ne": "draft"}
    words = [word.text for word in typed_words(query.keyword)]
    found = [
        one
        for one in views.find("jpo_campaigns", where, order=[("application_year", -1)])
        if says(words, _texts(one))
    ]
    items = [{name: value for name, value in one.items() if name != "_id"} for one in found]
    return {"items": items, "total": len(items)}


def _texts(campaign: Document) -> list[str]:
    terms = campaign["terms"]
    texts = [*NAMES, f"{campaign['application_year']}年度"]
    for one in terms["destinations"]:
        texts += [one["code"], one["name"], one["name_en"]]
    for one in terms["specialities"]:
        texts += [one["ja"], one["en"]]
    return texts
