"""登録・一時保存: beginning, saving and requesting listings (LI-11 to LI-20)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import redirect, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import RECRUITERS, Role
from gateway.backend import backend
from gateway.forms import FormKind
from gateway.forms.form import Form
from gateway.pages.organisation_listings_form import ask, expiry, open_form, send
from gateway.pages.own_listing import completed, own_listing
from gateway.web.list_files import ListFile, column
from gateway.web.listing_words import KINDS, LANGUAGES, kind_text
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page
from services.kernel.contracts.rpc import Refused

_GROUP = lazy_gettext("求人公募情報管理")
pages = Pages(
    "organisation_listings",
    menu=(
        MenuEntry(
            "organisation",
            lazy_gettext("登録・一時保存"),
            "organisation_listings.drafts",
            10,
            _GROUP,
            RECRUITERS,
        ),
        MenuEntry(
            "office",
            lazy_gettext("求人公募情報の登録・一時保存"),
            "organisation_listings.drafts",
            60,
            _GROUP,
            RECRUITERS - {Role.ORGANISATION},
        ),
    ),
)

DRAFTS = ListFile(
    "drafts",
    lazy_gettext("一時保存した求人公募情報"),
    (
        column("data_number", lazy_gettext("データ番号")),
        column("title", lazy_gettext("求人件名")),
        column("kind", lazy_gettext("種別"), lambda item: kind_text(item["kind"])),
        column("saved_at", lazy_gettext("最終保存"), kind="moment"),
    ),
)
_OF_ORGANISATIONS = ("job", "internship", "training", "seminar")
_OF_JICA = (
    *_OF_ORGANISATIONS,
    "public-recruitment",
    "public-notice",
    "pre-announcement",
    "jocv-job",
)


def kinds_offered() -> tuple[str, ...]:
    """The kinds the caller may post; the service decides again."""
    return _OF_ORGANISATIONS if current_viewer().role is Role.ORGANISATION else _OF_JICA


@pages.get("/organisation/listings")
@allow(RECRUITERS)
def drafts() -> Response:
    """The drafts, and the way to a new listing (LI-11, LI-15)."""

    def ask(number: int) -> Any:
        return backend.call("listings", "find_listing_drafts", {"page": number})

    if saved := DRAFTS.of(ask):
        return saved
    found = ask(asked_page())
    return page(
        "organisation_listings/drafts.html",
        found=found,
        paging=Paging(asked_page(), found["total"], files=True),
    )


@pages.get("/organisation/listings/new")
@allow(RECRUITERS)
def terms() -> Response:
    """The terms to agree to (LI-11)."""
    return page("organisation_listings/terms.html")


@pages.get("/organisation/listings/new/language")
@allow(RECRUITERS)
def language() -> Response:
    """The kind and the language; only after agreeing (LI-11)."""
    if request.args.get("terms") != "agreed":
        return redirect(url_for("organisation_listings.terms"), 303)
    return page(
        "organisation_listings/language.html",
        kinds=[(kind, KINDS[kind]) for kind in kinds_offered()],
        languages=list(LANGUAGES.items()),
    )


@pages.route("/organisation/listings/new/entry", methods=["GET", "POST"])
@allow(RECRUITERS)
def begin() -> Response:
    """The entry form of a new listing; without agreement or language there is none (LI-11)."""
    kind, chosen = request.args.get("kind", ""), request.args.get("language", "")
    if request.args.get("terms") != "agreed":
        return redirect(url_for("organisation_listings.terms"), 303)
    if kind not in KINDS or chosen not in LANGUAGES:
        return redirect(url_for("organisation_listings.language", terms="agreed"), 303)
    form = open_form({"kind": kind, "language": chosen})
    answer = _confirmed_or_saved(
        form,
        save=("draft_listing", {"terms_agreed": True}),
        request_={"terms_agreed": True},
    )
    return answer or _entry(form, gettext("求人公募情報の新規作成"))


@pages.route("/organisation/listings/<listing_id>/edit", methods=["GET", "POST"])
@allow(RECRUITERS)
def edit(listing_id: str) -> Response:
    """A draft opened again with its saved values (LI-15)."""
    listing = own_listing(listing_id)
    if listing["state"] != "draft":
        return redirect(url_for("organisation_listings_pending.show", listing_id=listing_id), 303)
    form = open_form(listing["content"], version=listing["version"])
    known = {"listing_id": listing_id, "expected_version": form.version}
    answer = _confirmed_or_saved(
        form,
        save=("update_listing_draft", known),
        request_=known,
        check={"listing_id": listing_id},
    )
    return answer or _entry(form, gettext("求人公募情報の編集"), listing)


def _confirmed_or_saved(
    form: Form,
    *,
    save: tuple[str, dict[str, Any]],
    request_: dict[str, Any],
    check: Mapping[str, Any] | None = None,
) -> Response | None:
    """What the pressed button asks for; None shows the form."""
    if form.step == "save":
        done = send(form, save[0], **save[1])
        if done:
            return done.to(url_for("organisation_listings.saved", listing_id=done["listing_id"]))
    if form.step == "confirm":
        checked = ask(form, "check_listing", **(check or {}))
        if checked:
            return _confirmation(form, checked["content"])
    if form.step == "send":
        done = send(form, "request_listing_registration", confirmed=True, **request_)
        if done:
            return done.to(
                url_for("organisation_listings.requested", listing_id=done["listing_id"])
            )
    return None


def _confirmation(form: Form, content: dict[str, Any]) -> Response:
    return page(
        "organisation_listings/confirm.html",
        form=form,
        content=content,
        title=gettext("求人公募情報の確認"),
        submit=gettext("登録依頼"),
    )


def _entry(form: Form, title: str, listing: dict[str, Any] | None = None) -> Response:
    return page(
        "organisation_listings/entry.html",
        form=form,
        title=title,
        listing=listing,
        expiry=expiry(form),
        can_save=True,
        back=url_for("organisation_listings.drafts"),
    )


@pages.get("/organisation/listings/<listing_id>/saved")
@allow(RECRUITERS)
def saved(listing_id: str) -> Response:
    """一時保存完了 (LI-15)."""
    return _completed(
        listing_id,
        gettext("一時保存完了"),
        gettext("入力内容を一時保存しました。まだ登録依頼は行われていません。"),
        1,
    )


@pages.get("/organisation/listings/<listing_id>/requested")
@allow(RECRUITERS)
def requested(listing_id: str) -> Response:
    """The completion page of a registration request (LI-17)."""
    return _completed(
        listing_id,
        gettext("登録依頼完了"),
        gettext(
            "登録依頼を受け付けました。事務局が内容を確認し、登録が完了すると、サイト反映日をメールでお知らせします。"
        ),
        3,
    )


def _completed(listing_id: str, title: str, text: str, step: int) -> Response:
    back = (gettext("登録・一時保存管理へ"), url_for("organisation_listings.drafts"))
    return completed(listing_id, title, text, step, back=back)


@pages.route("/organisation/listings/<listing_id>/discard", methods=["GET", "POST"])
@allow(RECRUITERS)
def discard(listing_id: str) -> Response:
    """Deleting a draft, after looking at it."""
    listing = own_listing(listing_id)
    form = FormKind().open(version=listing["version"])
    if form.submitted:
        done = form.send(
            "listings",
            "discard_listing_draft",
            listing_id=listing_id,
            expected_version=form.version,
        )
        if done:
            return done.to(
                url_for("organisation_listings.drafts"), gettext("一時保存した情報を削除しました。")
            )
    elif listing["state"] != "draft":
        raise Refused({"code": "listing-not-a-draft", "kind": "conflict"})
    return page(
        "organisation_listings/decide.html",
        form=form,
        listing=listing,
        title=gettext("一時保存した情報の削除"),
        text=gettext("次の情報を削除します。削除すると元に戻せません。"),
        submit=gettext("削除"),
        danger=True,
        back=url_for("organisation_listings.drafts"),
    )
