"""The document page of an application, 応募書類添付画面 (AP-08, AP-12), and its completion."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from flask import flash, g, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.datastructures import FileStorage
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.documents.receiving import put_document
from gateway.forms import FormKind, file
from gateway.forms.form import Done, Form
from gateway.pages.application_words import document_text
from gateway.web.limits import accepts_upload
from gateway.web.page import Pages, page
from services.kernel.contracts.rpc import Refused

pages = Pages("application_documents", "/mypage/applications/<application_id>")

MEGABYTES_AT_ONCE = 101
ACCEPT = ".pdf,.doc,.docx,.xls,.xlsx,.jpg,.jpeg,.png"
MORE = "more"

_DOCUMENTS = uuid.UUID("9f1d6f0e-0a6c-4c6b-9a35-6f8f6f0b7b55")


@pages.route("/documents", methods=["GET", "POST"])
@allow(Role.INDIVIDUAL)
@accepts_upload(MEGABYTES_AT_ONCE)
def attach(application_id: str) -> Response:
    """Shows the input for checking, takes documents and sends the application."""
    mine = _mine(application_id)
    direct = {"direct": True} if mine["route"] == "direct" else {}
    asked = backend.call(
        "applications", "get_application_form", {"listing_id": mine["listing_id"], **direct}
    )
    if mine["status"] != "draft":
        flash(gettext("この応募はすでに送信されています。"), "info")
        return redirect(url_for("my_applications.show", application_id=application_id), 303)
    form = _kind(mine, asked).open(version=mine["version"])
    if form.submitted:
        try:
            version, attached = _receive(form, application_id, asked)
        finally:
            request.close()  # what was uploaded leaves this machine's disk at once
        if form.step == "send" and not form.problems and form.refusal is None:
            done = _send(form, application_id, version)
            if done:
                return done.to(url_for(".complete", application_id=application_id))
        elif form.step != "send" and attached and not form.problems and form.refusal is None:
            flash(gettext("書類を添付しました。"), "success")
            return redirect(url_for(".attach", application_id=application_id), 303)
        elif form.step != "send" and not form.problems and form.refusal is None:
            form.complain(next(iter(form.kind.fields)), {"code": "document-not-chosen"})
        if attached:
            mine = _mine(application_id)
    return page(
        "applications/documents.html",
        form=form,
        mine=mine,
        asked=asked,
        kind=_kind(mine, asked),
        accept=ACCEPT,
    )


@pages.post("/documents/<document_id>/remove")
@allow(Role.INDIVIDUAL)
def remove(application_id: str, document_id: str) -> Response:
    """Takes a document out of a draft again."""
    FormKind().open()
    payload = {"application_id": application_id, "document_id": document_id}
    back = url_for(".attach", application_id=application_id)
    try:
        done = Done(backend.call("applications", "remove_document", payload))
    except Refused as refused:
        if refused.kind != "not-found":
            raise
        # Removed in another tab: what was wanted is the case; a foreign draft answers there.
        return redirect(back, 303)
    return done.to(back, gettext("書類を削除しました。"))


@pages.get("/complete")
@allow(Role.INDIVIDUAL)
def complete(application_id: str) -> Response:
    """The application was received: its reception ID (AP-10)."""
    mine = _mine(application_id)
    if mine["status"] == "draft":
        return redirect(url_for(".attach", application_id=application_id), 303)
    return page("applications/complete.html", mine=mine)


def _mine(application_id: str) -> Any:
    return backend.call("applications", "get_my_application", {"application_id": application_id})


def field_for(document: str) -> str:
    """The form field of a required document; the same for the same name."""
    return f"document-{hashlib.sha256(document.encode()).hexdigest()[:12]}"


def _kind(mine: dict[str, Any], asked: dict[str, Any]) -> FormKind:
    """A field for each document still missing, required or offered, and one for any other."""
    present = {one["fulfils"] for one in mine["documents"]}
    missing = [one for one in asked["required_documents"] if one not in present]
    fields = [file(field_for(one), one, required=True, accept=ACCEPT) for one in missing]
    if len(mine["documents"]) < asked["limits"]["documents"]:
        offered = [one for one in asked["offered_documents"] if one not in present]
        fields += [file(field_for(one), document_text(one), accept=ACCEPT) for one in offered]
        fields.append(file(MORE, lazy_gettext("その他の書類"), accept=ACCEPT))
    return FormKind(*fields)


def _receive(form: Form, application_id: str, asked: dict[str, Any]) -> tuple[int | None, bool]:
    """Passes the chosen files on; answers the version reached and whether there were any."""
    version, attached = form.version, False
    known = [*asked["required_documents"], *asked["offered_documents"]]
    names = {field_for(one): one for one in known}
    for field in [*names, MORE]:
        chosen = [one for one in request.files.getlist(field) if one.filename]
        for number, one in enumerate(chosen):
            document_id = str(uuid.uuid5(_DOCUMENTS, f"{g.command_key}\x1f{field}\x1f{number}"))
            try:
                receipt = _put(application_id, document_id, one, names.get(field), asked)
            except Refused as refused:
                _complain(form, field, one, refused)
            else:
                version, attached = receipt["version"], True
    return version, attached


def _put(
    application_id: str,
    document_id: str,
    one: FileStorage,
    fulfils: str | None,
    asked: dict[str, Any],
) -> Any:
    return put_document(
        application_id,
        document_id,
        (one.filename or "")[-255:],
        one.stream,
        fulfils=fulfils,
        most=asked["limits"]["bytes_each"],
    )


def _complain(form: Form, field: str, one: FileStorage, refused: Refused) -> None:
    if refused.kind not in ("invalid", "conflict"):
        raise refused
    problems = [problem for found in refused.fields.values() for problem in found]
    if not problems or field not in form.kind.fields:
        form.refuse(Refused({"code": refused.code, "kind": refused.kind, "params": refused.params}))
    for problem in problems:
        form.complain(field, problem)
        texts = form.problems[field]
        texts[-1] = f"{one.filename}: {texts[-1]}"


def _send(form: Form, application_id: str, version: int | None) -> Done | None:
    """Submits; a missing document is said at its field (AP-08)."""
    payload = {"application_id": application_id, "expected_version": version}
    try:
        return Done(backend.call("applications", "submit_application", payload))
    except Refused as refused:
        if refused.code != "required-documents-missing":
            if refused.kind not in ("invalid", "conflict") or refused.code == "stale-form":
                raise
            form.refuse(refused)
            return None
        form.status = 422
        for problem in refused.fields.get("documents", ()):
            name = str((problem.get("params") or {}).get("document", ""))
            form.complain(field_for(name), problem)
        return None
