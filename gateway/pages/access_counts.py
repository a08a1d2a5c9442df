"""アクセス数閲覧: how often the own listings were opened (LI-64, LI-65, GW-42)."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext, lazy_gettext

from gateway.auth.allow import allow
from gateway.auth.viewer import RECRUITERS
from gateway.backend import backend
from gateway.web.list_files import ListFile, column
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page
from gateway.web.rendering import day_text

pages = Pages(
    "access_counts",
    menu=(
        MenuEntry(
            "organisation",
            lazy_gettext("アクセス数閲覧"),
            "access_counts.show",
            40,
            lazy_gettext("求人公募情報管理"),
            RECRUITERS,
        ),
    ),
)

DAYS_SHOWN = 31
COUNTS = ListFile(
    "access_counts",
    lazy_gettext("アクセス数閲覧"),
    (
        column("data_number", lazy_gettext("データ番号")),
        column("title", lazy_gettext("求人件名")),
        column("total", lazy_gettext("アクセス数合計"), kind="count"),
        column(
            "days",
            lazy_gettext("日別"),
            lambda item: "、".join(
                f"{day_text(day['on'])} {day['count']}" for day in item["days"][-DAYS_SHOWN:]
            ),
        ),
    ),
)


@pages.get("/organisation/access-counts")
@allow(RECRUITERS)
def show() -> Response:
    """Total and daily counts in data-number order, or by total (LI-65)."""
    order = "total" if request.args.get("order") == "total" else "data-number"
    asked: dict[str, Any] = {"order": order, "page": asked_page()}
    saved = COUNTS.of(
        lambda number: backend.call("listings", "find_access_counts", {**asked, "page": number})
    )
    if saved is not None:
        return saved
    found = backend.call("listings", "find_access_counts", asked)
    for item in found["items"]:
        item["recent"] = item["days"][-DAYS_SHOWN:]
        item["most"] = max((day["count"] for day in item["recent"]), default=1)
    orders = (("data-number", gettext("データ番号順")), ("total", gettext("アクセス数合計順")))
    return page(
        "access_counts/show.html",
        found=found,
        orders=[
            (label, url_for("access_counts.show", order=name), name == order)
            for name, label in orders
        ],
        paging=Paging(asked_page(), found["total"], files=True),
    )
