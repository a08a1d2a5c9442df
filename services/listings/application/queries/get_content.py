"""One piece of content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import NotFound
from services.listings.application.editing import HEAD, audiences_of, may_edit, opened


@dataclass(frozen=True)
class GetContent:
    """By id or place; `number` names an earlier version."""

    content_id: str | None
    code: str | None
    number: int | None


def get_content(
    query: GetContent, context: Context, *, views: Views, personal_data: PersonalData
) -> dict[str, Any]:
    """The newest version, or the one asked for, with the list of all (LI-67, LI-71).

    Others than its editors see public content only, of the library every edition and of the rest
    the newest version, and content for organisations as organisations only (GW-45). Raises
    `NotFound`.
    """
    where = {"content_id": query.content_id} if query.content_id else {"code": query.code or ""}
    found = views.find("contents", where, limit=1)
    if not found:
        raise NotFound
    document = found[0]
    edits = may_edit(document, context.actor.role)
    readable = document["state"] == "published" and document["audience"] in audiences_of(
        context.actor.role
    )
    if not (edits or readable):
        raise NotFound
    versions = document["versions"]
    if not edits and document["kind"] != "library":
        versions = versions[-1:]
    chosen = versions[-1]
    if query.number is not None:
        chosen = next((one for one in versions if one["number"] == query.number), None)
        if chosen is None:
            raise NotFound
    return {
        **{name: document[name] for name in HEAD},
        "content": opened(chosen["content"], personal_data),
        "number": chosen["number"],
        "versions": [
            {
                "number": one["number"],
                "at": one["at"],
                "title": one["content"]["title"],
                "edition": one["content"]["edition"],
            }
            for one in versions
        ],
    }
