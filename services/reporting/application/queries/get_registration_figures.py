"""Registrations and leavings of individuals and organisations (RE-24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.reporting.application.table import DAY, Column, table
from services.reporting.domain.period import period
from services.reporting.projections.registrations_per_day import COUNTS

MONTH = Column("on", "figures.month", "month")
MEASURES = tuple(Column(name, f"figures.{name.replace('_', '-')}", "count") for name in COUNTS)


@dataclass(frozen=True)
class GetRegistrationFigures:
    first: date | None
    last: date | None
    group_by: str


def get_registration_figures(
    query: GetRegistrationFigures, context: Context, *, views: Views
) -> dict[str, Any]:
    """A table with one row a day or month, also where nothing was. Raises `PeriodReversed`, `PeriodTooLong`."""
    asked = period(query.first, query.last, today=tokyo_date(context.at))
    width = len("2024-05") if query.group_by == "month" else len("2024-05-01")
    rows: dict[str, dict[str, Any]] = {}
    for day in asked.days():
        on = day.isoformat()[:width]
        rows.setdefault(on, {"on": on, **dict.fromkeys(COUNTS, 0)})
    totals = dict.fromkeys(COUNTS, 0)
    between = {"$gte": asked.first.isoformat(), "$lte": asked.last.isoformat()}
    for found in views.find("registrations_per_day", {"on": between}):
        for name in COUNTS:
            rows[found["on"][:width]][name] += found[name]
            totals[name] += found[name]
    columns = (MONTH if query.group_by == "month" else DAY, *MEASURES)
    return {
        **table(columns, list(rows.values())),
        "total": len(rows),
        "totals": totals,
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
    }
