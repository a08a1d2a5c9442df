"""Choosing 応募状況 for one or several applications: 「確認」, 「変更」, completion (AP-39 to AP-42)."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import RECRUITERS
from gateway.forms import FormKind, area, many, radio, select
from gateway.pages.application_words import STATUSES, next_statuses
from gateway.pages.received_applications import can_change, get_application
from gateway.web.page import Pages, page
from services.kernel.contracts.applications import (
    ChangeApplicationStatus,
    ChangeApplicationStatuses,
)

pages = Pages("received_application_status", "/organisation/applications")

_NOTIFY = (("true", lazy_gettext("通知する")), ("false", lazy_gettext("通知しない")))
_REMARKS = area(
    "remarks_of_institution",
    lazy_gettext("求人機関備考"),
    most=2000,
    hint=lazy_gettext("団体内のメモです。応募者には表示も送信もされません。"),
)


def _kind(statuses: list[tuple[str, Any]], *, several: bool = False) -> FormKind:
    fields = [
        select("status", lazy_gettext("応募状況"), statuses, required=True, width="middle"),
        radio(
            "notify",
            lazy_gettext("応募状況更新通知"),
            _NOTIFY,
            required=True,
            hint=lazy_gettext("「通知する」を選ぶと、応募者にメールとお知らせが届きます。"),
        ),
        _REMARKS,
    ]
    return FormKind(*([many("applications", lazy_gettext("応募"), ())] if several else []), *fields)


@pages.route("/<application_id>/status", methods=["GET", "POST"])
@allow(RECRUITERS)
def change(application_id: str) -> Response:
    """Choose, check, change (AP-39)."""
    application = get_application(application_id)
    statuses = next_statuses(application["status"])
    form = _kind(statuses).open(
        {"remarks_of_institution": application["remarks_of_institution"]},
        version=application["version"],
    )
    if form.step == "confirm" and form.check(
        ChangeApplicationStatus, application_id=application_id
    ):
        return page("received_applications/confirm.html", form=form, application=application)
    if form.step == "send":
        done = form.send(
            "applications",
            "change_application_status",
            application_id=application_id,
            expected_version=form.version,
        )
        if done:
            return done.to(url_for(".changed", application_id=application_id))
    elif not can_change(application):
        flash(gettext("選考が終わった応募の状況は変更できません。"), "error")
        target = url_for("received_applications.show", application_id=application_id)
        return redirect(target, 303)
    return page("received_applications/status.html", form=form, application=application)


@pages.get("/<application_id>/status/changed")
@allow(RECRUITERS)
def changed(application_id: str) -> Response:
    """The completion page."""
    application = get_application(application_id)
    last = application["history"][-1] if application["history"] else None
    return page("received_applications/changed.html", application=application, last=last)


@pages.post("/status")
@allow(RECRUITERS)
def change_several() -> Response:
    """One status for the ticked applications; each gets its own event (AP-42)."""
    form = _kind(
        [(one, STATUSES[one]) for one, _ in next_statuses("received")], several=True
    ).open()
    listing_id = request.form.get("listing_id", "")
    back = url_for("received_applications.of_listing", listing_id=listing_id or "-")
    chosen = [_item(one) for one in form.values["applications"]]
    if not chosen:
        flash(gettext("応募を選択してください。"), "error")
        return redirect(back, 303)
    values: dict[str, Any] = {
        "form": form,
        "chosen": chosen,
        "listing_id": listing_id,
        "back": back,
    }
    items = [one for one, _ in chosen]
    if form.step == "confirm" and form.check(ChangeApplicationStatuses, applications=items):
        return page("received_applications/confirm_several.html", **values)
    if form.step == "send":
        done = form.send("applications", "change_application_statuses", applications=items)
        if done:
            names = {one["application_id"]: name for one, name in chosen}
            return page(
                "received_applications/changed_several.html", done=done, names=names, back=back
            )
    return page("received_applications/status_several.html", **values)


def _item(ticked: str) -> tuple[dict[str, Any], str]:
    """A ticked row `id~version~reception id` as item of the command and name for people."""
    application_id, _, more = ticked.partition("~")
    version, _, name = more.partition("~")
    item: dict[str, Any] = {"application_id": application_id[:64]}
    if version.isdecimal() and 0 < len(version) < 10:
        item["expected_version"] = int(version)
    return item, name[:20] or application_id[:64]
