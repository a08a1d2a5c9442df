"""What the secretariat does on mailed wishes: correct, drop, withdraw (LI-35, SM-07, GW-50)."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area
from gateway.forms.form import Done
from gateway.pages.office_listings import GROUP
from gateway.pages.organisation_listings_form import ask, open_form
from gateway.web.list_files import ListFile, column
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page
from services.kernel.contracts.rpc import Refused

pages = Pages(
    "office_listings_corrections",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("本日取り下げ予定の情報"),
            "office_listings_corrections.withdrawals_due",
            20,
            GROUP,
            frozenset({Role.SECRETARIAT}),
        ),
    ),
)

NOTE = area(
    "note",
    lazy_gettext("メールの記録（受信日・差出人・依頼内容）"),
    required=True,
    most=2_000,
    rows=4,
)
CANCELLATION = FormKind(NOTE)
WITHDRAWAL = FormKind(
    area("reason", lazy_gettext("取り下げの理由"), required=True, most=2_000, rows=4)
)
WITHDRAWALS = ListFile(
    "withdrawals_due",
    lazy_gettext("本日取り下げ予定の情報"),
    (
        column("data_number", lazy_gettext("データ番号")),
        column("title", lazy_gettext("求人件名")),
        column("organisation_name", lazy_gettext("団体")),
        column("removal_at", lazy_gettext("取り下げ予定日時"), kind="moment"),
    ),
)


@pages.get("/office/listings/withdrawals")
@allow(Role.SECRETARIAT)
def withdrawals_due() -> Response:
    """What leaves the public pages today (GW-50)."""

    def part(number: int) -> Any:
        return backend.call("listings", "find_withdrawals_due", {"page": number})

    if saved := WITHDRAWALS.of(part):
        return saved
    found = part(asked_page())
    paging = Paging(asked_page(), found["total"], files=True)
    return page("office_listings/withdrawals.html", found=found, paging=paging)


@pages.route("/office/listings/<listing_id>/correct", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def correct(listing_id: str) -> Response:
    """The pending request with a mailed correction applied to it (LI-35)."""
    listing = backend.call("listings", "get_listing", {"listing_id": listing_id})
    amends = listing["pending"] == "amendment"
    content = listing["amendment"]["content"] if amends else listing["content"]
    form = open_form(content, version=listing["version"], extra=(NOTE,))
    if form.step == "send":
        answer = ask(
            form,
            "correct_listing_request",
            listing_id=listing_id,
            note=form.values.get("note", ""),
            expected_version=form.version,
        )
        if answer:
            return Done(answer).to(
                url_for("office_listings.show", listing_id=listing_id),
                gettext("依頼内容を訂正しました。"),
            )
    elif not form.submitted and not listing["pending"]:
        raise Refused({"code": "no-listing-request-pending", "kind": "conflict"})
    return page(
        "office_listings/correct.html",
        form=form,
        listing=listing,
    )


@pages.route("/office/listings/<listing_id>/cancel", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def cancel(listing_id: str) -> Response:
    """Drops the pending request (LI-35)."""
    listing = backend.call("listings", "get_listing", {"listing_id": listing_id})
    form = CANCELLATION.open(version=listing["version"])
    if form.submitted:
        done = form.send(
            "listings",
            "cancel_listing_request",
            listing_id=listing_id,
            expected_version=form.version,
        )
        if done:
            return done.to(url_for("office_listings.requests"), gettext("依頼を取りやめました。"))
    elif not listing["pending"]:
        raise Refused({"code": "no-listing-request-pending", "kind": "conflict"})
    return page(
        "office_listings/decide.html",
        form=form,
        listing=listing,
        title=gettext("依頼の取りやめ"),
        text=gettext("団体から取り下げの連絡を受けた依頼を取りやめます。"),
        submit=gettext("依頼を取りやめる"),
    )


@pages.route("/office/listings/<listing_id>/withdraw", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def withdraw(listing_id: str) -> Response:
    """Removes a public listing at once (SM-07)."""
    listing = backend.call("listings", "get_listing", {"listing_id": listing_id})
    form = WITHDRAWAL.open(version=listing["version"])
    if form.submitted:
        done = form.send(
            "listings",
            "withdraw_listing",
            listing_id=listing_id,
            expected_version=form.version,
        )
        if done:
            return done.to(
                url_for("office_listings.show", listing_id=listing_id),
                gettext("公開ページから削除しました。"),
            )
    elif not listing["public"]:
        raise Refused({"code": "listing-not-public", "kind": "conflict"})
    return page(
        "office_listings/decide.html",
        form=form,
        listing=listing,
        title=gettext("公開中の情報の取り下げ"),
        text=gettext("この情報を今すぐ公開ページから削除します。元に戻すことはできません。"),
        submit=gettext("取り下げ"),
    )
