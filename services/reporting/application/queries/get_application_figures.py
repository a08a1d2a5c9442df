"""Applications to listings (RE-24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.reporting.application.per_listing import Wanted, figures
from services.reporting.application.table import Column
from services.reporting.domain.period import period

MEASURES = (
    Column("submitted", "figures.applications-submitted", "count"),
    Column("cancelled", "figures.applications-cancelled", "count"),
)


@dataclass(frozen=True)
class GetApplicationFigures:
    first: date | None
    last: date | None
    listing_id: str | None
    group_by: str
    limit: int
    offset: int


def get_application_figures(
    query: GetApplicationFigures, context: Context, *, views: Views
) -> dict[str, Any]:
    """A table of applications per listing and day. Raises `PeriodReversed`, `PeriodTooLong`."""
    asked = period(query.first, query.last, today=tokyo_date(context.at))
    wanted = Wanted(asked, query.listing_id, query.group_by, query.limit, query.offset)
    return figures(views, "applications_per_day", MEASURES, wanted)
