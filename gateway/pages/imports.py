"""Importing listings from files: upload, columns, dry run with a report, then the real run.

The file travels with the page, packed and signed, so nothing has to be kept between the steps
and any gateway can answer the next one. Rows are imported batch by batch while the page is being
sent, so its progress shows without a script; a run that was cut off is simply run again.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from flask import Response, current_app, request, stream_template, stream_with_context, url_for
from flask_babel import lazy_gettext
from flask_wtf.csrf import generate_csrf
from itsdangerous import BadData, URLSafeTimedSerializer

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import RECRUITERS, Role
from gateway.backend import backend
from gateway.forms import FormKind, file, select, text
from gateway.forms.form import Form
from gateway.pages.imports_mapping import (
    mapping_form,
    refuse_mapping,
    shown_values,
    stated_mapping,
)
from gateway.pages.imports_report import Report, report_file
from gateway.texts import refusal_text
from gateway.web.limits import accepts_upload
from gateway.web.page import MenuEntry, Pages, page
from services.kernel.contracts.listings_import import IMPORT_BATCH
from services.kernel.contracts.rpc import Away, DeadlinePassed, Refused, ServiceFault

pages = Pages(
    "imports",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("ファイルからの取り込み"),
            "imports.office",
            40,
            lazy_gettext("求人公募情報"),
            frozenset({Role.SECRETARIAT, Role.OPERATOR}),
        ),
        MenuEntry(
            "organisation",
            lazy_gettext("ファイルからの取り込み"),
            "imports.organisation",
            730,
            lazy_gettext("その他"),
            RECRUITERS,
        ),
    ),
)

MOST_MEGABYTES = 5
PIECE = 300_000
SECONDS = 3600
BATCH_WITHIN_SECONDS = 60.0
FORMATS = (
    ("auto", lazy_gettext("内容から自動で見分ける")),
    ("events-jp", lazy_gettext("イベント一覧（自治体標準オープンデータのCSV）")),
    ("un-jobs", lazy_gettext("国際機関の求人（JSON Lines）")),
)
_FILE = file(
    "file",
    lazy_gettext("ファイル"),
    required=True,
    hint=lazy_gettext(
        "CSV（UTF-8またはShift_JIS）、JSON、JSON Lines、RSS、Atom、schema.orgのJSON-LD（HTMLの中も可）。"
        "大きさは5MBまでです。"
    ),
)
_READING = ("format", "content", "file_name", "organisation_id", "mapping")
_FORMAT = select("format", lazy_gettext("形式"), FORMATS, required=True)


@pages.route("/office/imports", methods=["GET", "POST"])
@accepts_upload(2 * MOST_MEGABYTES)
@allow(Role.SECRETARIAT, Role.OPERATOR)
def office() -> Response:
    """For any organisation."""
    found = backend.call("identity", "find_organisations", {"limit": 100})
    choices = [(one["organisation_id"], one["name"]) for one in found["items"]]
    owner = select("organisation_id", lazy_gettext("掲載する団体"), choices, required=True)
    if found["total"] > len(choices) or not choices:
        owner = text("organisation_id", lazy_gettext("掲載する団体のID"), required=True, most=100)
    return _import(FormKind(owner, _FORMAT, _FILE), "office")


@pages.route("/organisation/imports", methods=["GET", "POST"])
@accepts_upload(2 * MOST_MEGABYTES)
@allow(RECRUITERS)
def organisation() -> Response:
    """For the caller's own organisation."""
    return _import(FormKind(_FORMAT, _FILE), "organisation")


def _import(kind: FormKind, area: str) -> Response:
    form = kind.open({"format": "auto"})
    match form.step:
        case "report":
            return report_file([tuple(line) for line in _unpacked("lines")["lines"]])
        case "columns":
            return _columns(area, {**_unpacked("content"), "format": "columns"})
        case "try":
            return _try(area, _unpacked("content", "columns"))
        case "run":
            return _run(area, _unpacked("content"), dry_run=False)
    if form.submitted and _complete(form):
        upload = form.files["file"]
        content = upload.read()
        if len(content) > MOST_MEGABYTES * 1024 * 1024:
            form.complain("file", {"code": "file-too-large", "params": {"most": MOST_MEGABYTES}})
        elif not content:
            form.complain("file", {"code": "document-empty"})
        else:
            asked = {
                "organisation_id": form.values.get("organisation_id"),
                "format": form.values["format"],
                "file_name": (upload.filename or "")[:300],
                "content": base64.b64encode(content).decode(),
            }
            return _columns(area, asked)
    return page("imports/form.html", form=form, area=area)


def _complete(form: Form) -> bool:
    for bound in form:
        if bound.field.required and not bound.value:
            form.complain(bound.field.name, {"code": "required"})
    if not form.problems and form.values["format"] not in dict(FORMATS):
        form.complain("format", {"code": "not-a-choice"})
    return not form.problems


def _columns(area: str, asked: Mapping[str, Any]) -> Response:
    """The columns and what they are taken for; where the form of the file says it, the dry run."""
    read = _read(asked)
    if read["mapping"] is None:
        return _run(area, asked, dry_run=True, read=read)
    names = [column["name"] for column in read["columns"]]
    values = shown_values(asked.get("mapping") or read["mapping"], names)
    return _mapping_page(area, asked, read, Form.unsent(mapping_form(names), values))


def _try(area: str, asked: Mapping[str, Any]) -> Response:
    names = asked["columns"]
    form = mapping_form(names).open()
    mapping = stated_mapping(form, names)
    kept = {**asked, "mapping": mapping}
    try:
        read = _read(kept)
    except Refused as refused:
        if not refused.fields:
            raise
        refuse_mapping(form, refused, mapping, names)
        return _mapping_page(area, asked, _read({**asked, "mapping": None}), form)
    return _run(area, kept, dry_run=True, read=read)


def _mapping_page(
    area: str, asked: Mapping[str, Any], read: Mapping[str, Any], form: Form
) -> Response:
    names = [column["name"] for column in read["columns"]]
    return page(
        "imports/mapping.html",
        form=form,
        asked=asked,
        read=read,
        packed=_packed({**asked, "columns": names}),
        action=url_for(f"imports.{area}"),
    )


def _read(asked: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = backend.call(
        "listings",
        "read_import_file",
        {name: asked.get(name) for name in _READING},
        within=BATCH_WITHIN_SECONDS,
    )
    return found


def _run(
    area: str,
    asked: Mapping[str, Any],
    *,
    dry_run: bool,
    read: Mapping[str, Any] | None = None,
) -> Response:
    read = read or _read(asked)
    mapping = asked.get("mapping")
    if mapping and not dry_run:
        remembered = {"organisation_id": asked.get("organisation_id"), "shape": read["shape"]}
        backend.call("listings", "remember_import_mapping", {**remembered, "mapping": mapping})
    report = Report(read)
    # What the streamed page needs of the session has to be made before it starts.
    generate_csrf()
    stream = stream_template(
        "imports/run.html",
        form=None,
        area=area,
        asked=asked,
        read=read,
        report=report,
        progress=_progress(read, asked.get("organisation_id"), report, dry_run=dry_run),
        dry_run=dry_run,
        packed=_packed(asked) if dry_run else [],
        packed_report=lambda: _packed({"lines": report.lines}),
        action=url_for(f"imports.{area}"),
        viewer=current_viewer(),
    )
    response = Response(stream_with_context(stream), content_type="text/html; charset=utf-8")
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _progress(
    read: Mapping[str, Any], organisation_id: str | None, report: Report, *, dry_run: bool
) -> Iterator[tuple[int, int]]:
    rows = read["rows"]
    for start in range(0, len(rows), IMPORT_BATCH):
        batch = rows[start : start + IMPORT_BATCH]
        payload = {
            "organisation_id": organisation_id,
            "kind": read["kind"],
            "source": read["source"],
            "rows": batch,
            "dry_run": dry_run,
        }
        try:
            answer = backend.call(
                "listings",
                "import_listings",
                payload,
                step=f"{start}:{dry_run}",
                within=BATCH_WITHIN_SECONDS,
            )
        except Refused as refused:
            report.cut_off = refusal_text(refused.code, refused.params)
            return
        except (Away, DeadlinePassed, ServiceFault):
            report.cut_off = refusal_text("service-away")
            return
        report.take(answer)
        yield start + len(batch), len(rows)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        current_app.extensions["settings"].secret, salt=f"import:{current_viewer().account_id}"
    )


def _packed(kept: Mapping[str, Any]) -> list[str]:
    """What goes from page to page, signed, in pieces that form fields may have."""
    small = base64.b64encode(zlib.compress(orjson.dumps(kept), 6)).decode()
    packed = str(_signer().dumps(small))
    return [packed[start : start + PIECE] for start in range(0, len(packed), PIECE)]


def _unpacked(*needed: str) -> dict[str, Any]:
    """What the page before packed for this person. Raises `Refused` for anything else."""
    packed = "".join(request.form.getlist("packed"))
    try:
        small = _signer().loads(packed, max_age=SECONDS)
        kept: dict[str, Any] = orjson.loads(zlib.decompress(base64.b64decode(small)))
        if not kept.keys() >= set(needed):
            raise ValueError(needed)
    except (BadData, TypeError, ValueError, zlib.error):
        raise Refused({"code": "stale-form", "kind": "conflict"}) from None
    return kept
