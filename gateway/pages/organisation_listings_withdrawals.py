"""取り下げ: withdrawing public listings (LI-36, LI-37, LI-39)."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import RECRUITERS
from gateway.backend import backend
from gateway.forms import FormKind
from gateway.pages.own_listing import own_listing
from gateway.web.list_files import ListFile, column
from gateway.web.listing_words import state_text
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page
from gateway.web.rendering import moment_text

pages = Pages(
    "organisation_listings_withdrawals",
    menu=(
        MenuEntry(
            "organisation",
            lazy_gettext("取り下げ"),
            "organisation_listings_withdrawals.withdrawable",
            50,
            lazy_gettext("求人公募情報管理"),
            RECRUITERS,
        ),
    ),
)


WITHDRAWABLE = ListFile(
    "withdrawable",
    lazy_gettext("公開中の求人公募情報"),
    (
        column("data_number", lazy_gettext("データ番号")),
        column("title", lazy_gettext("求人件名")),
        column("state", lazy_gettext("状態"), state_text),
        column("removal_at", lazy_gettext("取り下げ予定日時"), kind="moment"),
    ),
)


@pages.get("/organisation/listings/withdrawals")
@allow(RECRUITERS)
def withdrawable() -> Response:
    """The public listings, and those on their way out (LI-36)."""

    def ask(number: int) -> Any:
        asked = {"states": ["published", "withdrawal-scheduled"], "page": number}
        return backend.call("listings", "find_own_listings", asked)

    if saved := WITHDRAWABLE.of(ask):
        return saved
    found = ask(asked_page())
    return page(
        "organisation_listings/withdrawable.html",
        found=found,
        paging=Paging(asked_page(), found["total"], files=True),
    )


@pages.route("/organisation/listings/<listing_id>/withdraw", methods=["GET", "POST"])
@allow(RECRUITERS)
def withdraw(listing_id: str) -> Response:
    """The content with 「取り下げ」, then the question with 「OK」 (LI-36)."""
    listing = own_listing(listing_id)
    form = FormKind().open(version=listing["version"])
    if form.step == "send":
        done = form.send(
            "listings",
            "request_listing_withdrawal",
            listing_id=listing_id,
            confirmed=True,
            expected_version=form.version,
        )
        if done:
            return done.to(
                url_for("organisation_listings_withdrawals.withdrawn", listing_id=listing_id)
            )
    sure = form.step in ("confirm", "send")
    return page(
        "organisation_listings/decide.html",
        form=form,
        listing=listing,
        title=gettext("取り下げ"),
        text=gettext("この求人公募情報を取り下げます。よろしいですか。")
        if sure
        else gettext("内容を確認し、「取り下げ」を押してください。"),
        submit=gettext("OK") if sure else gettext("取り下げ"),
        step="send" if sure else "confirm",
        danger=True,
        back=url_for("organisation_listings_withdrawals.withdrawable"),
    )


@pages.get("/organisation/listings/<listing_id>/withdrawn")
@allow(RECRUITERS)
def withdrawn(listing_id: str) -> Response:
    """The completion page; it says until when the listing stays public (LI-37)."""
    listing = own_listing(listing_id)
    return page(
        "organisation_listings/completed.html",
        listing=listing,
        title=gettext("取り下げ完了"),
        text=gettext(
            "取り下げを受け付けました。%(at)s に公開ページから削除されます。",
            at=moment_text(listing["removal_at"]),
        )
        if listing["removal_at"] and listing["public"]
        else gettext("取り下げを受け付けました。"),
        step=3,
        steps=[gettext("内容の確認"), gettext("確認"), gettext("完了")],
        back=(gettext("取り下げへ"), url_for("organisation_listings_withdrawals.withdrawable")),
    )
