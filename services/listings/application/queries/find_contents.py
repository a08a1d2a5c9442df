"""Pieces of content by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.listings.application.editing import HEAD, audiences_of, opened
from services.listings.application.presenting import page_of
from services.listings.domain.editorial.kinds import kinds_edited_by

PER_PAGE = 50


@dataclass(frozen=True)
class FindContents:
    """See the payload schema."""

    kinds: Sequence[str]
    audiences: Sequence[str]
    states: Sequence[str]
    category: str
    page: int


def find_contents(
    query: FindContents, context: Context, *, views: Views, personal_data: PersonalData
) -> dict[str, Any]:
    """A page of them by category and order, then newest first (LI-72).

    Editors may ask for drafts and retired content of the kinds they edit; everybody else gets
    what is public and meant for them.
    """
    edited = [kind.value for kind in kinds_edited_by(context.actor.role)]
    where: dict[str, Any] = {"state": "published"}
    kinds = list(query.kinds)
    if query.states and edited:
        where["state"] = {"$in": list(query.states)}
        kinds = [kind for kind in kinds or edited if kind in edited]
        where["kind"] = {"$in": kinds}
    elif kinds:
        where["kind"] = {"$in": kinds}
    allowed = audiences_of(context.actor.role)
    where["audience"] = {"$in": [one for one in query.audiences or allowed if one in allowed]}
    if query.category:
        where["category"] = query.category
    found = views.find(
        "contents",
        where,
        order=[("category", 1), ("order", 1), ("updated_at", -1)],
        limit=PER_PAGE,
        offset=(query.page - 1) * PER_PAGE,
    )
    items = [
        {
            **{name: document[name] for name in HEAD},
            "content": {
                name: value
                for name, value in opened(
                    document["versions"][-1]["content"], personal_data
                ).items()
                if name not in ("body", "body_en") or document["kind"] in _WHOLE
            },
        }
        for document in found
    ]
    return page_of(items, views.count("contents", where), query.page, PER_PAGE)


_WHOLE = frozenset({"faq", "page", "jpo-page"})
"""Kinds that are shown in full where they are listed."""
