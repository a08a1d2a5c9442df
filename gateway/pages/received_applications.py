"""応募管理 of organisations: applicants by listing, details, documents (AP-37, AP-38, AP-42)."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response as AnyResponse

from gateway.auth.allow import allow
from gateway.auth.viewer import RECRUITERS
from gateway.backend import backend
from gateway.documents.sending import archive_response, document_response
from gateway.forms import FormKind, many
from gateway.pages.application_words import LISTING_STATES, ROUTES, STATUSES
from gateway.web.list_files import ListFile, column
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page

pages = Pages(
    "received_applications",
    "/organisation/applications",
    menu=(
        MenuEntry(
            "organisation",
            lazy_gettext("求人公募情報の応募状況確認"),
            "received_applications.listings",
            order=200,
            group=lazy_gettext("応募管理"),
            roles=RECRUITERS,
        ),
    ),
)

SHOWN_STATUSES = tuple(status for status in STATUSES if status != "draft")
CHOSEN = FormKind(many("applications", lazy_gettext("応募"), ()))

COUNTS = ListFile(
    "applications_by_listing",
    lazy_gettext("求人公募情報の応募状況確認"),
    (
        column("data_number", lazy_gettext("データ番号")),
        column("title", lazy_gettext("募集タイトル")),
        column("state", lazy_gettext("状態"), lambda item: str(LISTING_STATES[item["state"]])),
        column("recruitment_end_on", lazy_gettext("募集終了日"), kind="day"),
        column("applicants", lazy_gettext("応募者数"), kind="count"),
    ),
)
RECEIVED = ListFile(
    "applications",
    lazy_gettext("応募の一覧"),
    (
        column("reception_id", lazy_gettext("応募受付ID")),
        column(
            "applicant_name",
            lazy_gettext("応募者氏名"),
            lambda item: item["applicant_name"] or gettext("（退会）"),
        ),
        column("submitted_at", lazy_gettext("応募日時"), kind="moment"),
        column("route", lazy_gettext("応募経路"), lambda item: str(ROUTES[item["route"]])),
        column("status", lazy_gettext("応募状況"), lambda item: str(STATUSES[item["status"]])),
        column("documents", lazy_gettext("応募書類"), kind="count"),
    ),
)


@pages.get("")
@allow(RECRUITERS)
def listings() -> Response:
    """The organisation's listings with number of applicants (AP-37, AP-45)."""
    number = asked_page()

    def ask(number: int) -> Any:
        part = {"limit": SIZE, "offset": (number - 1) * SIZE}
        return backend.call("applications", "find_application_counts", part)

    if saved := COUNTS.of(ask):
        return saved
    found = ask(number)
    return page(
        "received_applications/listings.html",
        found=found,
        paging=Paging(number, found["total"], files=True),
        states=LISTING_STATES,
    )


@pages.get("/listings/<listing_id>")
@allow(RECRUITERS)
def of_listing(listing_id: str) -> Response:
    """The applications to one listing, to be opened or ticked."""
    number, status = asked_page(), request.args.get("status", "")
    chosen = {"status": status} if status in SHOWN_STATUSES else {}

    def ask(number: int) -> Any:
        part = {"limit": SIZE, "offset": (number - 1) * SIZE, **chosen}
        return backend.call(
            "applications", "find_applications_of_listing", {"listing_id": listing_id, **part}
        )

    if saved := RECEIVED.of(ask):
        return saved
    found = ask(number)
    return page(
        "received_applications/list.html",
        found=found,
        paging=Paging(number, found["total"], files=True),
        chosen_status=chosen.get("status"),
        statuses=[(one, STATUSES[one]) for one in SHOWN_STATUSES],
    )


@pages.get("/<application_id>")
@allow(RECRUITERS)
def show(application_id: str) -> Response:
    """One application with its documents and the institution's own remarks (AP-38)."""
    found = get_application(application_id)
    return page(
        "received_applications/detail.html",
        application=found,
        can_change=can_change(found),
        statuses=STATUSES,
    )


@pages.get("/<application_id>/documents/<document_id>")
@allow(RECRUITERS)
def document(application_id: str, document_id: str) -> Response:
    """Downloads one document (AP-38)."""
    return document_response(application_id, document_id)


@pages.get("/<application_id>/documents.zip")
@allow(RECRUITERS)
def documents(application_id: str) -> Response:
    """Downloads all documents of an application as one ZIP."""
    return _archive([application_id])


@pages.post("/documents")
@allow(RECRUITERS)
def documents_of_chosen() -> AnyResponse:
    """Downloads the documents of the ticked applications as one ZIP (AP-42)."""
    ids = [one.partition("~")[0] for one in CHOSEN.open().values["applications"]]
    listing_id = request.form.get("listing_id", "")
    if not ids:
        flash(gettext("応募を選択してください。"), "error")
        return redirect(url_for(".of_listing", listing_id=listing_id or "-"), 303)
    return _archive(ids)


def _archive(ids: list[str]) -> Response:
    found = backend.call(
        "applications", "find_application_documents", {"application_ids": ids[:100]}
    )
    first = found["items"][0]["reception_id"]
    more = f"-{len(found['items'])}" if len(found["items"]) > 1 else ""
    return archive_response(found["items"], f"applications-{first}{more}.zip")


def get_application(application_id: str) -> Any:
    """The application as its organisation sees it."""
    return backend.call("applications", "get_application", {"application_id": application_id})


def can_change(application: dict[str, Any]) -> bool:
    """Whether a status can still be chosen."""
    return application["status"] in ("received", "under-selection") and not application["finished"]
