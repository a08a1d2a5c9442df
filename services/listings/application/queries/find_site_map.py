"""The listings that search engines may know of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views


@dataclass(frozen=True)
class FindSiteMap:
    """Of one block of data numbers; of None, which blocks there are."""

    block: int | None


def find_site_map(query: FindSiteMap, context: Context, *, views: Views) -> dict[str, Any]:
    """The same for every caller: what is public for everybody (LI-48).

    `blocks` with the moment of the latest change in each, or the `listings` of one block by data
    number, each with the moment its page last changed.
    """
    if query.block is not None:
        document = views.get("site_map", f"{query.block:06d}") or {"listings": {}}
        listings = [
            {"data_number": number, "changed_at": at}
            for number, at in sorted(document["listings"].items())
        ]
        return {"blocks": [], "listings": listings}
    blocks = [
        {"block": int(document["_id"]), "changed_at": max(document["listings"].values())}
        for document in views.find("site_map", {}, order=[("_id", 1)])
    ]
    return {"blocks": blocks, "listings": []}
