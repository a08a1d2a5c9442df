"""Importing listings from files: upload, dry run with a report for each row, then the real run.

The file travels with the page, packed and signed, so nothing has to be kept between the steps
and any gateway can answer the next one. Rows are imported batch by batch while the page is being
sent, so its progress shows without a script; a run that was cut off is simply run again.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

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
from gateway.texts import problem_text, refusal_text
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
            60,
            lazy_gettext("求人公募情報管理"),
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
    if form.step == "run":
        packed = "".join(request.form.getlist("packed"))
        try:
            kept = _signer().loads(packed, max_age=SECONDS)
            content = zlib.decompress(base64.b64decode(kept["content"]))
        except (BadData, KeyError, TypeError, ValueError, zlib.error):
            raise Refused({"code": "stale-form", "kind": "conflict"}) from None
        return _run(area, kept, content, dry_run=False)
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
            }
            return _run(area, asked, content, dry_run=True)
    return page("imports/form.html", form=form, area=area)


def _complete(form: Form) -> bool:
    for bound in form:
        if bound.field.required and not bound.value:
            form.complain(bound.field.name, {"code": "required"})
    if not form.problems and form.values["format"] not in dict(FORMATS):
        form.complain("format", {"code": "not-a-choice"})
    return not form.problems


def _run(area: str, asked: Mapping[str, Any], content: bytes, *, dry_run: bool) -> Response:
    read = backend.call(
        "listings",
        "read_import_file",
        {
            "format": asked["format"],
            "content": base64.b64encode(content).decode(),
            "file_name": asked["file_name"],
            "organisation_id": asked.get("organisation_id"),
        },
        within=BATCH_WITHIN_SECONDS,
    )
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
        packed=_packed(asked, content) if dry_run else [],
        action=url_for(f"imports.{area}"),
        viewer=current_viewer(),
    )
    response = Response(stream_with_context(stream), content_type="text/html; charset=utf-8")
    response.headers["X-Accel-Buffering"] = "no"
    return response


class Report:
    """What became of the rows so far: counts, refusals by line, and why a run was cut off."""

    def __init__(self, read: Mapping[str, Any]) -> None:
        self.counts = {"created": 0, "changed": 0, "unchanged": 0, "refused": 0}
        self.refusals = [
            (problem["line"], problem["field"], problem_text(problem))
            for problem in read["problems"]
        ]
        self.counts["refused"] = len({problem["line"] for problem in read["problems"]})
        self.cut_off: str | None = None

    def take(self, answer: Mapping[str, Any]) -> None:
        """Adds the outcomes of one batch."""
        for name, count in answer["counts"].items():
            self.counts[name] = self.counts.get(name, 0) + count
        for item in answer["items"]:
            if item["outcome"] != "refused":
                continue
            problems = [
                (item["line"], name, problem_text(problem))
                for name, found in (item.get("fields") or {}).items()
                for problem in found
            ]
            self.refusals += problems or [(item["line"], "", refusal_text(item["code"]))]

    @property
    def rows(self) -> list[tuple[int, str, str]]:
        """The refusals by line."""
        return sorted(self.refusals)


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


def _packed(asked: Mapping[str, Any], content: bytes) -> list[str]:
    """The file and what was asked, in pieces that form fields may have."""
    kept = {**asked, "content": base64.b64encode(zlib.compress(content, 6)).decode()}
    packed = str(_signer().dumps(kept))
    return [packed[start : start + PIECE] for start in range(0, len(packed), PIECE)]
