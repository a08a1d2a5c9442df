"""Figures per listing and day, joined with what is known of the listing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.ports import Views
from services.reporting.application.table import DAY, LISTING, Column, table
from services.reporting.domain.period import Period


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures: of one listing or all, per listing and day, per listing, or per day."""

    period: Period
    listing_id: str | None
    group_by: str
    limit: int
    offset: int


def figures(
    views: Views, projection: str, measures: Sequence[Column], wanted: Wanted
) -> dict[str, Any]:
    """A table of the measures with their totals; `total` is the number of rows without the limit.

    Rows per day come in order of days, with zeros where nothing was; the others by the first
    measure, highest first.
    """
    names = [measure.key for measure in measures]
    days = {"$gte": wanted.period.first.isoformat(), "$lte": wanted.period.last.isoformat()}
    where: dict[str, Any] = {"on": days}
    if wanted.listing_id:
        where["listing_id"] = wanted.listing_id
    sums: dict[tuple[str, str], dict[str, int]] = {}
    if wanted.group_by == "day":
        for day in wanted.period.days():
            sums["", day.isoformat()] = dict.fromkeys(names, 0)
    totals = dict.fromkeys(names, 0)
    for found in views.find(projection, where):
        listing = "" if wanted.group_by == "day" else found["listing_id"]
        day_text = "" if wanted.group_by == "listing" else found["on"]
        cell = sums.setdefault((listing, day_text), dict.fromkeys(names, 0))
        for name in names:
            cell[name] += found[name]
            totals[name] += found[name]
    if wanted.group_by == "day":
        keys = sorted(sums)
    else:
        keys = sorted(sums, key=lambda key: (-sums[key][names[0]], key[1], key[0]))
    page = keys[wanted.offset : wanted.offset + wanted.limit]
    known = views.get_many("listings", sorted({listing for listing, _ in page if listing}))
    rows = [
        {**known.get(listing, {}), "listing_id": listing, "on": day_text, **sums[listing, day_text]}
        for listing, day_text in page
    ]
    columns = (
        *((DAY,) if wanted.group_by != "listing" else ()),
        *(LISTING if wanted.group_by != "day" else ()),
        *measures,
    )
    return {
        **table(columns, rows),
        "total": len(keys),
        "totals": totals,
        "from": wanted.period.first.isoformat(),
        "to": wanted.period.last.isoformat(),
    }
