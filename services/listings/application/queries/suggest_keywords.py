"""Suggest keywords to somebody who is typing one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.listings.application.ports import ListingSearch
from services.listings.application.presenting import may_view_jocv


@dataclass(frozen=True)
class SuggestKeywords:
    """What was typed so far, and the kinds that are looked for; none means all."""

    typed: str
    kinds: Sequence[str]


def suggest_keywords(
    query: SuggestKeywords, context: Context, *, search: ListingSearch
) -> dict[str, Any]:
    """Keywords that begin so, each of which finds a listing the caller may see (LI-48, LI-49)."""
    if context.after:
        search.wait_for(context.after)
    found = search.suggest(
        query.typed, kinds=tuple(query.kinds), jocv_view=may_view_jocv(context.actor)
    )
    return {"suggestions": list(found)}
