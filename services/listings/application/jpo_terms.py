"""Terms of JPO campaigns as payloads and documents have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from services.kernel.eventkit.domain import Actor, Role
from services.listings.domain.jpo.events import CampaignTerms
from services.listings.domain.jpo.lists import (
    DESTINATIONS,
    FIELDS,
    STEPS,
    Destination,
    Term,
)

CENTRE = frozenset({Role.MOFA})


def terms_of(given: Mapping[str, Any]) -> CampaignTerms:
    """The terms as stated; lists that are left out are those of the programme."""
    return CampaignTerms(
        opens_on=given["opens_on"],
        closes_on=given["closes_on"],
        destinations=DESTINATIONS
        if given["destinations"] is None
        else tuple(Destination(**one) for one in given["destinations"]),
        specialities=FIELDS if given["specialities"] is None else _terms(given["specialities"]),
        steps=STEPS if given["steps"] is None else _terms(given["steps"]),
    )


def _terms(given: Any) -> tuple[Term, ...]:
    return tuple(Term(one["ja"], one["en"]) for one in given)


def runs_campaigns(actor: Actor) -> bool:
    """Whether the caller sees drafts too."""
    return actor.role in CENTRE


def as_items(values: Any) -> list[dict[str, Any]]:
    """Values of the programme's lists as JSON."""
    return [asdict(one) for one in values]
