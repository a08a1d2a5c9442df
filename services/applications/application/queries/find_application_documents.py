"""The documents of several applications at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import may_handle
from services.applications.application.ports import Desk
from services.applications.application.queries.shown import shown_documents
from services.applications.application.sealing import open_pairs
from services.applications.projections.applications import APPLICATIONS
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class FindApplicationDocuments:
    application_ids: tuple[str, ...]


def find_application_documents(
    query: FindApplicationDocuments, context: Context, *, desk: Desk
) -> dict[str, Any]:
    """What a download of several applications holds, in the order asked for (AP-42, AP-44).

    Applications that were cancelled or whose applicant has left have no documents any more.
    Raises NotFound when one of them is not the caller's to handle.
    """
    ids = list(dict.fromkeys(query.application_ids))
    found = desk.views.get_many(APPLICATIONS, ids)
    if not all(one in found and may_handle(found[one], context) for one in ids):
        raise NotFound
    contents = open_pairs(desk.personal_data, [found[one]["content"] for one in ids])
    items = []
    for one, content in zip(ids, contents, strict=True):
        document = found[one]
        withheld = document["status"] == "cancelled" or not content
        items.append(
            {
                "application_id": one,
                "reception_id": document["reception_id"],
                "applicant_name": content.get("applicant_name"),
                "documents": [] if withheld else shown_documents(desk.personal_data, document),
            }
        )
    return {"items": items, "total": len(items)}
