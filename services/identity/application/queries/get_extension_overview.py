"""The overview of the extension work (ID-16, D-25)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views

KINDS = ("due", "notified", "extended", "lapsed")


@dataclass(frozen=True)
class GetExtensionOverview:
    first_on: date
    last_on: date


def get_extension_overview(
    query: GetExtensionOverview, context: Context, *, views: Views
) -> dict[str, Any]:
    """How many registrations end in the period, and how many were notified, extended, lapsed in it.

    A registration is due in the period its validity ends in, and stays so when it is extended; it
    is notified once, on the day of its first notice.
    """
    within = {"$gte": query.first_on.isoformat(), "$lte": query.last_on.isoformat()}
    counts = {kind: views.count("extensions", {"kind": kind, "on": within}) for kind in KINDS}
    return {
        "first_on": query.first_on.isoformat(),
        "last_on": query.last_on.isoformat(),
        **counts,
    }
