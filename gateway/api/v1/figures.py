"""The figures of the portal as tables: the same columns as on the pages and in the files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.blueprint import Operations
from gateway.api.paging import CursorQuery, cursor_part, offset_of
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.web.figure_table import label_text
from services.kernel.contracts.fields import Choice, Day, Payload, Text, Whole

operations = Operations("figures", "/figures", "Views, applications and registrations.")

READERS = frozenset({Role.SECRETARIAT, Role.ANALYST})
ACCESS_READERS = READERS | {Role.HR_DIVISION}
PERIOD = {422: ["period-reversed", "period-too-long"]}
KINDS = ("text", "count", "day", "month", "share")


class PeriodQuery(Payload):
    """Days in Tokyo, both included; left out, the thirty days up to today. At most 1,100 days."""

    first = Day(data_key="from")
    last = Day(data_key="to")


class ListingFiguresQuery(PeriodQuery, CursorQuery):
    """Figures of one listing or all, per listing and day, per listing, or per day."""

    listing_id = Text(most=64)
    group_by = Choice(("listing-and-day", "listing", "day"), load_default="listing-and-day")
    limit = Whole(least=1, most=1000, load_default=100)


class RegistrationFiguresQuery(PeriodQuery):
    """Registrations per day or month."""

    group_by = Choice(("day", "month"), load_default="day")


class ApplicantsQuery(PeriodQuery):
    """Which attribute the applications are counted by."""

    attribute = Choice(("route", "status", "result", "listing-kind"), required=True)
    listing_id = Text(most=64)


class FigureColumnSchema(Schema):
    """A column; `label` is in the language of the request."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))


class FigureTableSchema(Schema):
    """A table: every row has a cell for each column's key. A count under 5 may be `under-5`."""

    columns = fields.List(fields.Nested(FigureColumnSchema), required=True)
    rows = fields.List(fields.Dict(), required=True)
    first = fields.Date(data_key="from", required=True)
    last = fields.Date(data_key="to", required=True)


class FigureTotalsSchema(FigureTableSchema):
    """A table with the sums of its columns over all rows."""

    totals = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class FigurePartSchema(FigureTotalsSchema):
    """A part of a table; `total` counts the rows of the whole, `next` is null at its end."""

    total = fields.Integer(required=True)
    next = fields.String(required=True, allow_none=True)


class FigurePointSchema(Schema):
    """A value of a day."""

    on = fields.Date(required=True)
    value = fields.Integer(required=True)


class FigureSeriesSchema(Schema):
    """A measure day by day, zeros included."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    points = fields.List(fields.Nested(FigurePointSchema), required=True)


class FiguresNowSchema(Schema):
    """What holds at this moment, whatever the period."""

    listings_public = fields.Integer(required=True)
    organisations_registered = fields.Integer(required=True)
    surveys_open = fields.Integer(required=True)


class OverviewSchema(Schema):
    """The figures of a period at a glance."""

    first = fields.Date(data_key="from", required=True)
    last = fields.Date(data_key="to", required=True)
    totals = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    now = fields.Nested(FiguresNowSchema, required=True)
    series = fields.List(fields.Nested(FigureSeriesSchema), required=True)
    most_viewed = fields.Nested(FigureTotalsSchema, required=True)
    most_applied = fields.Nested(FigureTotalsSchema, required=True)


def _asked(query: Mapping[str, Any]) -> dict[str, Any]:
    """The query as the service takes it; days as ISO texts again."""
    names = {"first": "from", "last": "to"}
    return {
        names.get(name, name): value.isoformat() if name in names else value
        for name, value in query.items()
        if name not in ("after", "limit") and value is not None
    }


def table_answer(found: Mapping[str, Any], *more: str) -> dict[str, Any]:
    """A service's table with labels in words, and the named further values."""
    columns = [
        {"key": one["key"], "label": label_text(one["label_code"]), "kind": one["kind"]}
        for one in found["columns"]
    ]
    return {"columns": columns, "rows": found["rows"], **{name: found[name] for name in more}}


def _part(operation: str, query: dict[str, Any]) -> dict[str, Any]:
    place = {"limit": query["limit"], "offset": offset_of(query)}
    found = backend.call("reporting", operation, {**_asked(query), **place})
    next_ = cursor_part({"items": found["rows"], "total": found["total"]}, query)["next"]
    return {**table_answer(found, "from", "to", "totals", "total"), "next": next_}


@operations.operation(
    "GET",
    "/access",
    who=[ACCESS_READERS],
    query=ListingFiguresQuery,
    answer=FigurePartSchema,
    refuses=PERIOD,
)
def get_access_figures(query: dict[str, Any]) -> dict[str, Any]:
    """Views of public listings."""
    return _part("get_access_figures", query)


@operations.operation(
    "GET",
    "/applications",
    who=[READERS],
    query=ListingFiguresQuery,
    answer=FigurePartSchema,
    refuses=PERIOD,
)
def get_application_figures(query: dict[str, Any]) -> dict[str, Any]:
    """Applications received and cancelled."""
    return _part("get_application_figures", query)


@operations.operation(
    "GET",
    "/registrations",
    who=[READERS],
    query=RegistrationFiguresQuery,
    answer=FigureTotalsSchema,
    refuses=PERIOD,
)
def get_registration_figures(query: dict[str, Any]) -> dict[str, Any]:
    """Registrations and leavings of individuals and organisations."""
    found = backend.call("reporting", "get_registration_figures", _asked(query))
    return table_answer(found, "from", "to", "totals")


@operations.operation(
    "GET",
    "/applicants",
    who=[READERS],
    query=ApplicantsQuery,
    answer=FigureTableSchema,
    refuses=PERIOD,
)
def get_applicant_attributes(query: dict[str, Any]) -> dict[str, Any]:
    """Applications counted by an attribute.

    Counts under 5 are `under-5` for everybody but the secretariat.
    """
    found = backend.call("reporting", "get_applicant_attributes", _asked(query))
    return table_answer(found, "from", "to")


@operations.operation(
    "GET",
    "/overview",
    who=[READERS],
    query=PeriodQuery,
    answer=OverviewSchema,
    refuses=PERIOD,
)
def get_overview(query: dict[str, Any]) -> dict[str, Any]:
    """The figures of a period at a glance."""
    found = backend.call("reporting", "get_overview", _asked(query))
    more = ("from", "to", "totals")
    series = [
        {"key": one["key"], "label": label_text(one["label_code"]), "points": one["points"]}
        for one in found["series"]
    ]
    return {
        **{name: found[name] for name in (*more, "now")},
        "series": series,
        "most_viewed": table_answer(found["most_viewed"], *more),
        "most_applied": table_answer(found["most_applied"], *more),
    }
