"""The secretariat's work list of organisations' requests (GW-49, ID-72 to ID-76)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area
from gateway.pages.account_words import (
    CATEGORIES,
    INSTITUTION_TYPES,
    KINDS,
    REQUEST_STATUSES,
    REVIEW_PATHS,
)
from gateway.pages.organisation_words import CONFIRMATIONS, LEAVING_REASONS, SATISFACTION
from gateway.web.list_files import ListFile, column
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.identity import RejectOrganisation

pages = Pages(
    "office_organisations",
    "/office/organisations",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("団体登録の申請"),
            "office_organisations.requests",
            order=200,
            group=lazy_gettext("団体"),
            roles=frozenset({Role.SECRETARIAT}),
        ),
    ),
)

REASON = FormKind(
    area(
        "reason",
        lazy_gettext("登録できない理由"),
        required=True,
        most=1000,
        hint=lazy_gettext("この理由を、申請した団体にメールで伝えます。1000文字以内。"),
    )
)


REQUESTS = ListFile(
    "organisation_requests",
    lazy_gettext("団体登録の申請"),
    (
        column("name", lazy_gettext("団体名")),
        column("kind", lazy_gettext("登録の種類"), lambda item: str(KINDS[item["kind"]])),
        column(
            "category", lazy_gettext("団体の区分"), lambda item: str(CATEGORIES[item["category"]])
        ),
        column(
            "review_path",
            lazy_gettext("審査の経路"),
            lambda item: str(REVIEW_PATHS[item["review_path"]]),
        ),
        column("requested_at", lazy_gettext("申請日時"), kind="moment"),
        column("decided_at", lazy_gettext("決定日時"), kind="moment"),
    ),
)


@pages.get("")
@allow(Role.SECRETARIAT)
def requests() -> Response:
    """Requests by state and path of review, oldest first."""
    number = asked_page()
    status, path = request.args.get("status", ""), request.args.get("review_path", "")
    status = status if status in REQUEST_STATUSES else "requested"
    chosen = {"review_path": path} if path in REVIEW_PATHS else {}

    def ask(number: int) -> Any:
        part = {"limit": SIZE, "offset": (number - 1) * SIZE}
        asked = {"status": status, **chosen, **part}
        return backend.call("identity", "find_organisation_requests", asked)

    if saved := REQUESTS.of(ask):
        return saved
    found = ask(number)
    return page(
        "office_organisations/list.html",
        found=found,
        paging=Paging(number, found["total"], files=True),
        state=status,
        path=chosen.get("review_path", ""),
        waiting=_waiting,
        **_words(),
    )


@pages.get("/<organisation_id>")
@allow(Role.SECRETARIAT)
def show(organisation_id: str) -> Response:
    """One request in full."""
    return page("office_organisations/show.html", organisation=_get(organisation_id), **_words())


@pages.route("/<organisation_id>/approval", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def approve(organisation_id: str) -> Response:
    """Registers the organisation after a confirmation (ID-72)."""
    organisation = _get(organisation_id)
    form = FormKind().open(version=organisation["version"])
    if form.submitted:
        done = form.send(
            "identity",
            "approve_organisation",
            organisation_id=organisation_id,
            expected_version=form.version,
        )
        if done:
            message = gettext(
                "団体を登録しました。求人機関IDは%(id)sです。パスワード設定用のURLをメールで送ります。",
                id=done["institution_id"],
            )
            return done.to(url_for(".show", organisation_id=organisation_id), message)
    return page(
        "office_organisations/approve.html", form=form, organisation=organisation, **_words()
    )


@pages.route("/<organisation_id>/rejection", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def reject(organisation_id: str) -> Response:
    """Refuses with a reason, after a confirmation (ID-76)."""
    organisation = _get(organisation_id)
    form = REASON.open(version=organisation["version"])
    template = "office_organisations/reject.html"
    if form.step == "confirm" and form.check(RejectOrganisation, organisation_id=organisation_id):
        template = "office_organisations/reject_confirm.html"
    elif form.step == "send":
        done = form.send(
            "identity",
            "reject_organisation",
            organisation_id=organisation_id,
            expected_version=form.version,
        )
        if done:
            return done.to(
                url_for(".show", organisation_id=organisation_id),
                gettext("登録できないことを決定しました。理由をメールで送ります。"),
            )
    return page(template, form=form, organisation=organisation)


def _get(organisation_id: str) -> Any:
    return backend.call("identity", "get_organisation", {"organisation_id": organisation_id})


def _waiting(requested_at: str) -> int:
    """For how many whole days a request has been waiting."""
    now: datetime = current_app.extensions["clock"].now()
    return max(0, (now - datetime.fromisoformat(requested_at)).days)


def _words() -> dict[str, Any]:
    return {
        "kinds": KINDS,
        "categories": CATEGORIES,
        "types": INSTITUTION_TYPES,
        "statuses": REQUEST_STATUSES,
        "paths": REVIEW_PATHS,
        "confirmations": CONFIRMATIONS,
        "leaving_reasons": LEAVING_REASONS,
        "satisfaction": SATISFACTION,
    }
