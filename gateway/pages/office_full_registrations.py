"""The secretariat's review of full-registration requests and their cleaning (GW-48, ID-09 to ID-14)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, many, tick
from gateway.forms.deciding import look_over
from gateway.pages.registration_shown import sections_shown
from gateway.pages.registration_words import SECTIONS, STATUS_BADGES, STATUSES, choices
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.identity_people import (
    RejectFullRegistration,
    ReturnFullRegistration,
)
from services.kernel.contracts.rpc import Refused

_OFFICE = frozenset({Role.SECRETARIAT})
LISTS = {
    "open": lazy_gettext("審査待ち"),
    "overdue": lazy_gettext("期限超過"),
    "returned": lazy_gettext("補完待ち"),
    "cleaning": lazy_gettext("クリーニング対象"),
}

pages = Pages(
    "office_full_registrations",
    "/office/full-registrations",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("国際協力人材登録の申請"),
            "office_full_registrations.requests",
            order=100,
            group=lazy_gettext("個人"),
            roles=_OFFICE,
        ),
        MenuEntry(
            "office",
            lazy_gettext("クリーニング作業"),
            "office_full_registrations.cleaning",
            order=101,
            group=lazy_gettext("個人"),
            roles=_OFFICE,
        ),
    ),
)

_CHECKS = (
    tick("intention_confirmed", lazy_gettext("国際協力の仕事に就く意向を確認しました")),
    tick("expertise_confirmed", lazy_gettext("専門性・スキル・経験を確認しました")),
)
APPROVAL = FormKind(*_CHECKS)
REJECTION = FormKind(
    *_CHECKS,
    area(
        "reason",
        lazy_gettext("見送りの理由"),
        required=True,
        most=1000,
        hint=lazy_gettext("この理由を、申請した方にメールで伝えます。1000文字以内。"),
    ),
)
COMPLETION = FormKind(
    many("items", lazy_gettext("補完していただく項目"), choices(SECTIONS), required=True),
    area(
        "message",
        lazy_gettext("お願いする内容"),
        required=True,
        most=1000,
        hint=lazy_gettext("この内容を、申請した方にメールで伝えます。1000文字以内。"),
    ),
)


@pages.get("")
@allow(Role.SECRETARIAT)
def requests() -> Response:
    """The work lists: open, overdue, returned, for cleaning; the earliest due first."""
    waiting_in = request.args.get("list", "")
    waiting_in = waiting_in if waiting_in in LISTS else "open"
    return page(
        "office_full_registrations/list.html",
        **_found(waiting_in),
        chosen=waiting_in,
        lists=LISTS,
        statuses=STATUSES,
    )


@pages.get("/<account_id>")
@allow(Role.SECRETARIAT)
def show(account_id: str) -> Response:
    """One request with all registered data and the two check items (ID-11)."""
    person = _person(account_id)
    return page(
        "office_full_registrations/show.html",
        person=person,
        sections=sections_shown(person["sections"]),
        statuses=STATUSES,
        status_badges=STATUS_BADGES,
        words=SECTIONS,
    )


@pages.route("/<account_id>/approval", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def approve(account_id: str) -> Response:
    """Accepts after both check items are confirmed (ID-10, ID-11)."""
    person = _person(account_id)
    form = APPROVAL.open(version=person["revision"])
    if form.submitted:
        done = form.send(
            "identity",
            "approve_full_registration",
            account_id=account_id,
            request_id=_request_id(person),
            expected_revision=form.version,
        )
        if done:
            message = gettext("国際協力人材登録を承認しました。結果をメールでお知らせします。")
            return done.to(url_for(".requests"), message)
    return page(
        "office_full_registrations/approve.html",
        form=form,
        person=person,
        sections=sections_shown(person["sections"]),
    )


@pages.route("/<account_id>/rejection", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def reject(account_id: str) -> Response:
    """Refuses with a reason, after a confirmation (ID-10)."""
    return _decide(
        account_id,
        REJECTION,
        RejectFullRegistration,
        "reject_full_registration",
        title=gettext("申請の見送り"),
        button=gettext("見送る"),
        message=gettext("申請を見送りました。理由をメールでお知らせします。"),
    )


@pages.route("/<account_id>/completion", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def ask_for_completion(account_id: str) -> Response:
    """Returns the request with the items to complete, after a confirmation (SM-01)."""
    return _decide(
        account_id,
        COMPLETION,
        ReturnFullRegistration,
        "return_full_registration",
        title=gettext("補完の依頼"),
        button=gettext("補完を依頼する"),
        message=gettext("補完を依頼しました。内容をメールでお知らせします。"),
    )


@pages.route("/cleaning", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def cleaning() -> Response:
    """クリーニング作業: requests to close, one by one or together, after a confirmation (ID-14)."""
    listed = _found("cleaning")
    people = listed["found"]["items"]
    offered = [(one["account_id"], one["name"]) for one in people]
    kind = FormKind(many("account_ids", gettext("終了する申請"), offered, required=True))
    form = kind.open()
    if form.submitted:
        known = {account_id for account_id, _ in offered}
        form.values["account_ids"] = [
            one
            for one in form.values.get("account_ids") or []
            if one in known or form.step == "send"
        ]
        if not form.values["account_ids"]:
            form.complain("account_ids", {"code": "required"})
        elif form.step == "confirm":
            return page("office_full_registrations/clean.html", form=form)
        elif form.step == "send":
            done = form.send("identity", "clean_full_registration_requests")
            if done:
                message = gettext(
                    "%(count)s件の申請を終了しました。メールでお知らせします。",
                    count=len(done["cleaned"]),
                )
                return done.to(url_for(".cleaning"), message)
    return page("office_full_registrations/cleaning.html", form=form, **listed)


def _decide(
    account_id: str,
    kind: FormKind,
    schema: Any,
    operation: str,
    *,
    title: str,
    button: str,
    message: str,
) -> Response:
    person = _person(account_id)
    form = kind.open(version=_version(person))
    # none is open after the decision itself: the form sent twice is told so by identity
    if person["request"] and form.version != _version(person):
        raise Refused({"code": "stale-form", "kind": "conflict"})
    about = {"account_id": account_id, "request_id": _request_id(person)}
    turn = look_over(form, "identity", operation, schema, **about)
    if turn.done:
        return turn.done.to(url_for(".requests"), message)
    return page(
        "office_full_registrations/decide.html",
        form=form,
        person=person,
        step=turn.step,
        title=title,
        button=button,
    )


def _found(waiting_in: str) -> dict[str, Any]:
    number = asked_page()
    found = backend.call(
        "identity",
        "find_full_registration_requests",
        {"waiting_in": waiting_in, "limit": SIZE, "offset": (number - 1) * SIZE},
    )
    return {"found": found, "paging": Paging(number, found["total"])}


def _person(account_id: str) -> Any:
    return backend.call("identity", "get_person", {"account_id": account_id})


def _version(person: dict[str, Any]) -> int | None:
    """The request that is shown, by its moment: another one is filed, and completed, later."""
    request = person["request"]
    return request and int(datetime.fromisoformat(request["requested_at"]).timestamp() * 1000)


def _request_id(person: dict[str, Any]) -> str:
    """The request shown; none when it was decided meanwhile, which identity then refuses."""
    return str((person["request"] or {}).get("request_id") or "none")
