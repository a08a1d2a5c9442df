"""The figures of the portal for the secretariat, the analyst and, of views, the HR division."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from flask_babel import gettext, lazy_gettext

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.web.charts import Series, TimeChart, time_chart
from gateway.web.downloads import download
from gateway.web.figure_table import figure_table, label_text
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page
from gateway.web.period import AskedPeriod
from services.kernel.contracts.rpc import Refused

READERS = frozenset({Role.SECRETARIAT, Role.ANALYST})
ACCESS_READERS = READERS | {Role.HR_DIVISION}
GROUP = lazy_gettext("統計・アンケート")
ROWS = 50
AT_ONCE = 20_000
EXCEL_ROWS = 1_048_575

pages = Pages(
    "figures",
    "/office/figures",
    menu=(
        MenuEntry("office", lazy_gettext("統計の概要"), "figures.overview", 700, GROUP, READERS),
        MenuEntry(
            "office", lazy_gettext("アクセス数"), "figures.access", 710, GROUP, ACCESS_READERS
        ),
        MenuEntry("office", lazy_gettext("応募数"), "figures.applications", 720, GROUP, READERS),
        MenuEntry(
            "office", lazy_gettext("登録・退会数"), "figures.registrations", 730, GROUP, READERS
        ),
        MenuEntry(
            "office", lazy_gettext("応募者の分析"), "figures.applicants", 740, GROUP, READERS
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One page of figures: its operation, its choice of grouping, its chart."""

    operation: str
    title: Any
    lead: Any
    choice: str
    choices: tuple[tuple[str, Any], ...]
    form: str = ""
    charted: tuple[str, ...] = ()
    chart_title: Any = ""
    codes: tuple[str, ...] = ()
    paged: bool = False


_BY_LISTING = (
    ("listing", lazy_gettext("募集情報ごと")),
    ("listing-and-day", lazy_gettext("募集情報と日ごと")),
    ("day", lazy_gettext("日ごと")),
)
KINDS = {
    "access": Kind(
        "get_access_figures",
        lazy_gettext("アクセス数"),
        lazy_gettext("公開中の募集情報の詳細ページが見られた回数です。"),
        "group_by",
        _BY_LISTING,
        "line",
        ("views",),
        paged=True,
    ),
    "applications": Kind(
        "get_application_figures",
        lazy_gettext("応募数"),
        lazy_gettext("Web応募の受付と取消の件数です。"),
        "group_by",
        _BY_LISTING,
        "columns",
        ("submitted", "cancelled"),
        paged=True,
    ),
    "registrations": Kind(
        "get_registration_figures",
        lazy_gettext("登録・退会数"),
        lazy_gettext("個人と団体の新規登録と退会の件数です。"),
        "group_by",
        (("day", lazy_gettext("日ごと")), ("month", lazy_gettext("月ごと"))),
        "stack",
        ("individuals", "organisations_full", "organisations_simple"),
        lazy_gettext("新規登録数"),
    ),
    "applicants": Kind(
        "get_applicant_attributes",
        lazy_gettext("応募者の分析"),
        lazy_gettext("期間中の応募を項目別に数えたものです。"),
        "attribute",
        (
            ("status", lazy_gettext("応募状況")),
            ("listing-kind", lazy_gettext("募集の種類")),
            ("route", lazy_gettext("応募経路")),
            ("result", lazy_gettext("選考結果")),
        ),
        codes=("value",),
    ),
}


@pages.get("")
@allow(READERS)
def overview() -> Response:
    """The figures of a period at a glance, beside those of the period before (RE-24)."""
    period = AskedPeriod()
    found: dict[str, Any] = {}
    if period.ok:
        calls = {"now": ("reporting", "get_overview", period.payload)}
        if period.before is not None:
            calls["before"] = ("reporting", "get_overview", period.before)
        try:
            found = backend.gather(calls, needed={"now"})
        except Refused as refused:
            period.refuse(refused)
    now = found.get("now")
    return page(
        "figures/overview.html",
        status=200 if period.ok else 422,
        period=period,
        now=now,
        before=(found.get("before") or {}).get("totals", {}),
        charts=_overview_charts(period, now) if now else {},
        label_text=label_text,
    )


def _overview_charts(period: AskedPeriod, now: Mapping[str, Any]) -> dict[str, TimeChart]:
    series = {
        one["key"]: Series(
            label_text(one["label_code"]), {p["on"]: p["value"] for p in one["points"]}
        )
        for one in now["series"]
    }
    return {
        name: time_chart(
            f"chart-{name}",
            str(kind.chart_title or kind.title),
            kind.form,
            period.first,
            period.last,
            [series[key] for key in kind.charted if key in series],
        )
        for name, kind in KINDS.items()
        if kind.charted
    }


@pages.get("/access")
@allow(ACCESS_READERS)
def access() -> Response:
    """Views of public listings (RE-18)."""
    return _figures("access")


@pages.get("/applications")
@allow(READERS)
def applications() -> Response:
    """Applications received and cancelled (RE-24)."""
    return _figures("applications")


@pages.get("/registrations")
@allow(READERS)
def registrations() -> Response:
    """Registrations and leavings (RE-24)."""
    return _figures("registrations")


@pages.get("/applicants")
@allow(READERS)
def applicants() -> Response:
    """Applications by attribute (RE-37); counts under 5 only for the secretariat (D-103)."""
    return _figures("applicants")


def _figures(name: str) -> Response:
    kind, period = KINDS[name], AskedPeriod()
    chosen = _chosen(kind)
    payload: dict[str, Any] = {**period.payload, kind.choice: chosen}
    if kind.paged:
        payload |= {"limit": ROWS, "offset": (asked_page() - 1) * ROWS}
    calls = {"table": ("reporting", kind.operation, payload)}
    if kind.paged and chosen != "day":
        by_day = {**period.payload, "group_by": "day"}
        calls["chart"] = ("reporting", kind.operation, by_day)
    elif kind.paged:
        calls["chart"] = ("reporting", kind.operation, {**payload, "limit": AT_ONCE, "offset": 0})
    elif chosen == "month":
        calls["chart"] = ("reporting", kind.operation, {**period.payload, "group_by": "day"})
    found: dict[str, Any] = {}
    if period.ok:
        try:
            found = backend.gather(calls, needed={"table"})
        except Refused as refused:
            period.refuse(refused)
    table = found.get("table")
    return page(
        "figures/table.html",
        status=200 if period.ok else 422,
        name=name,
        kind=kind,
        chosen=chosen,
        period=period,
        table=figure_table(str(kind.title), table, kind.codes) if table else None,
        paging=Paging(asked_page(), table["total"], ROWS) if table and kind.paged else None,
        chart=_chart(name, period, found.get("chart", table)) if kind.form else None,
        address={**period.payload, kind.choice: chosen},
    )


def _chosen(kind: Kind) -> str:
    asked = request.args.get(kind.choice, "")
    known = [value for value, _ in kind.choices]
    return asked if asked in known else known[0]


def _chart(name: str, period: AskedPeriod, found: Mapping[str, Any] | None) -> TimeChart | None:
    kind = KINDS[name]
    if not found:
        return None
    labels = {one["key"]: label_text(one["label_code"]) for one in found["columns"]}
    series = [
        Series(labels[key], {row["on"]: row[key] for row in found["rows"]}) for key in kind.charted
    ]
    title = gettext("%(figure)sの推移", figure=kind.chart_title or kind.title)
    return time_chart(f"chart-{name}", title, kind.form, period.first, period.last, series)


@pages.get("/<any(access,applications,registrations,applicants):name>.<any(csv,xlsx,json):ending>")
@allow(ACCESS_READERS)
def table_file(name: str, ending: str) -> Response:
    """The table of a page with all its rows, as a file (design: CSV, Excel, JSON)."""
    kind, period = KINDS[name], AskedPeriod()
    payload: dict[str, Any] = {**period.payload, kind.choice: _chosen(kind)}
    try:
        found = _whole(kind, payload) if period.ok else None
    except Refused as refused:
        period.refuse(refused)
        found = None
    if found is None:
        return _figures(name)
    table = figure_table(str(kind.title), found, kind.codes)
    return download(table, f"{name}_{found['from']}_{found['to']}", ending)


def _whole(kind: Kind, payload: dict[str, Any]) -> dict[str, Any]:
    """Every row, as many as a sheet of Excel holds."""
    if not kind.paged:
        whole: dict[str, Any] = backend.call("reporting", kind.operation, payload)
        return whole
    found = backend.call("reporting", kind.operation, {**payload, "limit": AT_ONCE})
    rows = list(found["rows"])
    while len(rows) < min(found["total"], EXCEL_ROWS):
        part = {**payload, "limit": AT_ONCE, "offset": len(rows)}
        more = backend.call("reporting", kind.operation, part)["rows"]
        if not more:
            break
        rows += more
    return {**found, "rows": rows[:EXCEL_ROWS]}
