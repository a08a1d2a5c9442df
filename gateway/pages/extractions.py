"""個人情報抽出: asked for by a JICA department, decided by the secretariat (ID-89, ID-90, GW-48)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from flask import Response as FlaskResponse
from flask import request, stream_with_context, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, many, radio, text, whole
from gateway.pages.extraction_words import ITEMS, JOCV, STATES
from gateway.pages.registration_words import AREAS, REGIONS
from gateway.web.downloads import BOM, harmless
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.identity_extractions import RequestDataExtraction

DEPARTMENTS = frozenset({Role.JICA_DEPARTMENT, Role.HR_DIVISION})
READERS = DEPARTMENTS | {Role.SECRETARIAT}

pages = Pages(
    "extractions",
    "/office/extractions",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("個人情報抽出"),
            "extractions.overview",
            order=190,
            group=lazy_gettext("個人"),
            roles=READERS,
        ),
    ),
)

REQUEST = FormKind(
    area(
        "purpose",
        lazy_gettext("利用目的"),
        required=True,
        most=2000,
        hint=lazy_gettext("何のために、どのように使うかを具体的にお書きください。"),
    ),
    many("items", lazy_gettext("必要な項目"), tuple(ITEMS.items()), required=True),
    many("areas", lazy_gettext("専門分野"), tuple(AREAS.items())),
    many("regions", lazy_gettext("経験のある地域"), tuple(REGIONS.items())),
    text("language", lazy_gettext("言語"), most=60, width="middle"),
    radio("jocv_returnee", lazy_gettext("JOCV帰国者"), tuple(JOCV.items())),
    whole("age_from", lazy_gettext("年齢（下限）")),
    whole("age_to", lazy_gettext("年齢（上限）")),
)
REASON = FormKind(area("reason", lazy_gettext("却下の理由"), required=True, most=1000))


@pages.get("")
@allow(READERS)
def overview() -> Response:
    """Own requests of a department, all of them for the secretariat, newest first."""
    number, state = asked_page(), request.args.get("state", "")
    chosen = {"state": state} if state in STATES else {}
    found = backend.call(
        "identity",
        "find_extractions",
        {**chosen, "limit": SIZE, "offset": (number - 1) * SIZE},
    )
    return page(
        "extractions/list.html",
        found=found,
        paging=Paging(number, found["total"]),
        state=chosen.get("state", ""),
        states=STATES,
        may_ask=current_viewer().role in DEPARTMENTS,
    )


@pages.route("/new", methods=["GET", "POST"])
@allow(DEPARTMENTS)
def ask() -> Response:
    """Purpose, items and conditions, then a confirmation (ID-89)."""
    form = REQUEST.open()
    given = _given(form.values)
    form.values = given if form.submitted else form.values
    if form.step == "confirm" and form.check(RequestDataExtraction):
        return page("extractions/confirm.html", form=form)
    if form.step == "send":
        done = form.send("identity", "request_data_extraction")
        if done:
            return done.to(
                url_for(".show", extraction_id=done["extraction_id"]),
                gettext("個人情報抽出を依頼しました。"),
            )
    return page("extractions/ask.html", form=form)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Without the conditions that were left empty."""
    optional = ("language", "jocv_returnee", "age_from", "age_to")
    return {name: value for name, value in values.items() if value or name not in optional}


@pages.get("/<extraction_id>")
@allow(READERS)
def show(extraction_id: str) -> Response:
    """One extraction with its log (ID-90)."""
    viewer = current_viewer()
    found = _get(extraction_id)
    return page(
        "extractions/show.html",
        extraction=found,
        states=STATES,
        items=ITEMS,
        areas=AREAS,
        regions=REGIONS,
        jocv=JOCV,
        own=found["requester_id"] == viewer.account_id,
        decides=viewer.role is Role.SECRETARIAT,
    )


@pages.route("/<extraction_id>/approval", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def approve(extraction_id: str) -> Response:
    """A second person agrees (D-40)."""
    form = FormKind().open()
    if form.submitted:
        done = form.send("identity", "approve_data_extraction", extraction_id=extraction_id)
        if done:
            return done.to(
                url_for(".show", extraction_id=extraction_id),
                gettext("承認しました。結果の準備ができると、依頼した方がダウンロードできます。"),
            )
    return page("extractions/approve.html", form=form, extraction=_get(extraction_id), items=ITEMS)


@pages.route("/<extraction_id>/rejection", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def reject(extraction_id: str) -> Response:
    """A second person refuses with a reason (ID-89)."""
    form = REASON.open()
    if form.submitted:
        done = form.send("identity", "reject_data_extraction", extraction_id=extraction_id)
        if done:
            return done.to(url_for(".show", extraction_id=extraction_id), gettext("却下しました。"))
    return page("extractions/reject.html", form=form, extraction=_get(extraction_id))


@pages.post("/<extraction_id>/result.csv")
@allow(DEPARTMENTS)
def download(extraction_id: str) -> FlaskResponse:
    """The result as CSV, part by part; the download is logged before its first line (D-40)."""
    FormKind().open()
    begun = backend.call("identity", "download_extraction", {"extraction_id": extraction_id})
    heads = [str(ITEMS[item]) for item in begun["items"]]
    first = _part(extraction_id, begun["download_id"], 0)

    def lines() -> Iterator[str]:
        yield BOM + _line(heads)
        for part in range(begun["parts"]):
            rows = first if part == 0 else _part(extraction_id, begun["download_id"], part)
            for row in rows:
                yield _line([_cell(row[item]) for item in begun["items"]])

    response = FlaskResponse(stream_with_context(lines()), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="extraction.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _part(extraction_id: str, download_id: str, part: int) -> list[dict[str, Any]]:
    question = {"extraction_id": extraction_id, "download_id": download_id, "part": part}
    rows: list[dict[str, Any]] = backend.call("identity", "read_extraction", question)["items"]
    return rows


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return "; ".join(value) if isinstance(value, list) else str(value or "")


def _line(cells: list[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def _get(extraction_id: str) -> Any:
    return backend.call("identity", "get_extraction", {"extraction_id": extraction_id})
