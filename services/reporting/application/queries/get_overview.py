"""The figures of a period at a glance, for charts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.reporting.application.per_listing import Wanted, figures
from services.reporting.application.queries import get_access_figures, get_application_figures
from services.reporting.application.queries.get_registration_figures import (
    GetRegistrationFigures,
    get_registration_figures,
)
from services.reporting.domain.period import period

TOP = 10


@dataclass(frozen=True)
class GetOverview:
    first: date | None
    last: date | None


def get_overview(query: GetOverview, context: Context, *, views: Views) -> dict[str, Any]:
    """Totals, one series a day for each measure, and the listings seen and applied to most.

    Raises `PeriodReversed`, `PeriodTooLong`.
    """
    asked = period(query.first, query.last, today=tokyo_date(context.at))
    a_day = Wanted(asked, None, "day", 100_000, 0)
    a_listing = Wanted(asked, None, "listing", TOP, 0)
    sources = (
        figures(views, "access_per_day", get_access_figures.MEASURES, a_day),
        figures(views, "applications_per_day", get_application_figures.MEASURES, a_day),
        get_registration_figures(
            GetRegistrationFigures(asked.first, asked.last, "day"), context, views=views
        ),
    )
    return {
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "totals": {name: count for source in sources for name, count in source["totals"].items()},
        "now": {
            "listings_public": views.count("listings", {"public": True}),
            "organisations_registered": views.count("organisations", {"registered": True}),
            "surveys_open": views.count("surveys", {"state": "open"}),
        },
        "series": [
            {
                "key": column["key"],
                "label_code": column["label_code"],
                "points": [
                    {"on": row["on"], "value": row[column["key"]]} for row in source["rows"]
                ],
            }
            for source in sources
            for column in source["columns"][1:]
        ],
        "most_viewed": figures(views, "access_per_day", get_access_figures.MEASURES, a_listing),
        "most_applied": figures(
            views, "applications_per_day", get_application_figures.MEASURES, a_listing
        ),
    }
