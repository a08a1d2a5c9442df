"""The secretariat's work on requests: checking, approving, returning (LI-21 to LI-24, GW-50)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, day, many
from gateway.forms.form import Form
from gateway.texts import refusal_text
from gateway.web.list_files import ListFile, column
from gateway.web.listing_words import KINDS, kind_text
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from gateway.web.rendering import TOKYO, moment_text
from services.kernel.contracts.rpc import Refused

GROUP = lazy_gettext("求人公募情報")
pages = Pages(
    "office_listings",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("登録・修正依頼の確認"),
            "office_listings.requests",
            10,
            GROUP,
            frozenset({Role.SECRETARIAT}),
        ),
    ),
)

EVENING = 22
MANY = 100
# A hundred commits take their time.
BULK_WITHIN_SECONDS = 30.0
REFLECTION = day(
    "reflection_on",
    lazy_gettext("サイト反映日"),
    required=True,
    hint=lazy_gettext("当日を選ぶとその日の22:00に、後の日を選ぶとその日の0:00に公開されます。"),
)
APPROVAL = FormKind(REFLECTION)
BULK = FormKind(REFLECTION, many("listing_ids", lazy_gettext("承認する依頼"), ()))
RETURN = FormKind(
    area("reason", lazy_gettext("差し戻しの理由"), required=True, most=2_000, rows=4),
)


STANDINGS = {
    "pending": lazy_gettext("確認待ち"),
    "approved": lazy_gettext("承認済み・反映待ち"),
    "mailed": lazy_gettext("メールによる訂正・取りやめ"),
}

_REGISTERS, _AMENDS = lazy_gettext("登録"), lazy_gettext("修正")
_CORRECTED, _DROPPED = lazy_gettext("訂正"), lazy_gettext("取りやめ")


def _request_text(item: Mapping[str, Any]) -> str:
    return str(_AMENDS if item["request"] == "amendment" else _REGISTERS)


def _wish_text(item: Mapping[str, Any]) -> str:
    return str(_CORRECTED if item["mailed"] == "corrected" else _DROPPED)


_LISTED = (
    column("data_number", lazy_gettext("データ番号")),
    column("title", lazy_gettext("求人件名")),
    column("organisation_name", lazy_gettext("団体")),
    column("kind", lazy_gettext("種別"), lambda item: kind_text(item["kind"])),
)
_REQUEST = column("request", lazy_gettext("依頼"), _request_text)
REQUESTS = {
    "pending": ListFile(
        "listing_requests",
        lazy_gettext("登録・修正依頼の確認"),
        (*_LISTED, _REQUEST, column("requested_at", lazy_gettext("依頼日時"), kind="moment")),
    ),
    "approved": ListFile(
        "approved_requests",
        STANDINGS["approved"],
        (
            *_LISTED,
            _REQUEST,
            column("reflection_at", lazy_gettext("サイト反映日時"), kind="moment"),
        ),
    ),
    "mailed": ListFile(
        "mailed_corrections",
        STANDINGS["mailed"],
        (
            *_LISTED,
            column("mailed", lazy_gettext("対応"), _wish_text),
            column("mailed_at", lazy_gettext("対応日時"), kind="moment"),
        ),
    ),
}


def first_reflection_day() -> str:
    """The earliest reflection date: today, from 22:00 on tomorrow (D-47)."""
    now: datetime = current_app.extensions["clock"].now().astimezone(TOKYO)
    return (now.date() + timedelta(days=int(now.hour >= EVENING))).isoformat()


@pages.get("/office/listings")
@allow(Role.SECRETARIAT)
def requests() -> Response:
    """Requests by where they stand; the pending ones with ticks for approving many at once."""
    return _requests(BULK.open({"reflection_on": first_reflection_day()}))


def _requests(form: Form) -> Response:
    request_, kind = request.args.get("request", ""), request.args.get("kind", "")
    size = MANY if request.args.get("per_page") == str(MANY) else SIZE
    standing = request.args.get("list", "")
    standing = standing if standing in STANDINGS and not form.submitted else "pending"
    asked: dict[str, Any] = {"page": asked_page(), "per_page": size, "standing": standing}
    if request_ in ("registration", "amendment"):
        asked["request"] = request_
    if kind in KINDS:
        asked["kinds"] = [kind]

    def ask(number: int) -> Any:
        return backend.call("listings", "find_listing_requests", {**asked, "page": number})

    if not form.submitted and (saved := REQUESTS[standing].of(ask)):
        return saved
    found = ask(asked["page"])
    if request.args.get("ticked") == "all" and not form.submitted:
        form.values["listing_ids"] = [item["listing_id"] for item in found["items"]]
    return page(
        "office_listings/requests.html",
        form=form,
        found=found,
        kinds=list(KINDS.items()),
        asked=asked,
        paging=Paging(asked_page(), found["total"], size, files=True),
        sizes=(SIZE, MANY),
        standings=STANDINGS,
        columns=REQUESTS[standing].columns,
    )


@pages.post("/office/listings/approvals")
@allow(Role.SECRETARIAT)
def approve_many() -> Response:
    """Approves the ticked requests with one reflection date; refused ones are named."""
    form = BULK.open()
    form.values["listing_ids"] = list(dict.fromkeys(form.values["listing_ids"]))
    if not form.values["listing_ids"]:
        form.complain("listing_ids", {"code": "required"})
        return _requests(form)
    try:
        done = backend.call(
            "listings", "approve_listings", form.payload, within=BULK_WITHIN_SECONDS
        )
    except Refused as refused:
        form.refuse(refused)
        return _requests(form)
    backend.positions.wrote("listings", int(done["position"]))
    held_back = [item for item in done["items"] if item["outcome"] == "refused"]
    approved = [item for item in done["items"] if item["outcome"] == "approved"]
    if approved:
        flash(
            gettext(
                "%(count)s件を承認しました。%(at)s 以降に公開されます。",
                count=len(approved),
                at=moment_text(min(item["reflection_at"] for item in approved)),
            ),
            "success",
        )
    if held_back:
        flash(
            gettext(
                "%(count)s件は承認できませんでした：%(reasons)s",
                count=len(held_back),
                reasons=" ".join(dict.fromkeys(refusal_text(item["code"]) for item in held_back)),
            ),
            "error",
        )
    return redirect(url_for("office_listings.requests"), 303)


@pages.get("/office/listings/find")
@allow(Role.SECRETARIAT)
def find() -> Response:
    """Leads from a data number to its listing."""
    number = request.args.get("data_number", "").strip().upper()[:20]
    try:
        found = backend.call("listings", "get_listing", {"data_number": number})
    except Refused:
        flash(
            gettext("データ番号 %(number)s の情報は見つかりませんでした。", number=number), "error"
        )
        return redirect(url_for("office_listings.requests"), 303)
    return redirect(url_for("office_listings.show", listing_id=found["listing_id"]), 303)


@pages.get("/office/listings/<listing_id>")
@allow(Role.SECRETARIAT)
def show(listing_id: str) -> Response:
    """One listing: contents, what an amendment changes, and what can be decided."""
    return detail(listing_id)


def detail(listing_id: str, **forms: Form) -> Response:
    """The page of one listing; `forms` are those that were refused."""
    listing = backend.call("listings", "get_listing", {"listing_id": listing_id})
    refused = next(iter(forms.values()), None)
    return page(
        "office_listings/show.html",
        form=refused,
        listing=listing,
        approval=forms.get("approval") or _fresh(APPROVAL, listing, first_reflection_day()),
        returning=forms.get("returning") or _fresh(RETURN, listing),
    )


def _fresh(kind: FormKind, listing: Mapping[str, Any], reflection_on: str | None = None) -> Form:
    values = {"reflection_on": reflection_on} if reflection_on else {}
    return Form.unsent(kind, values, version=listing["version"])


@pages.post("/office/listings/<listing_id>/approval")
@allow(Role.SECRETARIAT)
def approve(listing_id: str) -> Response:
    """Approves with a reflection date and says when it takes effect (LI-21, LI-22, LI-31)."""
    form = APPROVAL.open()
    done = form.send(
        "listings", "approve_listing", listing_id=listing_id, expected_version=form.version
    )
    if done is None:
        return detail(listing_id, approval=form)
    return done.to(
        url_for("office_listings.requests"),
        gettext(
            "承認しました。%(at)s にサイトへ反映されます。", at=moment_text(done["reflection_at"])
        ),
    )


@pages.post("/office/listings/<listing_id>/return")
@allow(Role.SECRETARIAT)
def return_(listing_id: str) -> Response:
    """Returns with a reason (LI-24)."""
    form = RETURN.open()
    done = form.send(
        "listings", "return_listing", listing_id=listing_id, expected_version=form.version
    )
    if done is None:
        return detail(listing_id, returning=form)
    return done.to(
        url_for("office_listings.requests"),
        gettext("差し戻しました。理由は団体にお知らせします。"),
    )
