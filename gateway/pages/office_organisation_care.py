"""The secretariat's work on registered organisations (GW-49, ID-77 to ID-83)."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import Form, FormKind, area, text
from gateway.forms.deciding import press
from gateway.pages.account_words import CATEGORIES, KINDS, REQUEST_STATUSES
from gateway.pages.organisation_account import wish_form
from gateway.pages.organisation_words import CARE, CONFIRMATIONS
from gateway.web.list_files import ListFile, column
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.identity_organisations import RequestOrganisationInvalidation

GROUP = lazy_gettext("団体")
OFFICE = frozenset({Role.SECRETARIAT})

pages = Pages(
    "office_care",
    "/office/registered-organisations",
    menu=(
        MenuEntry("office", lazy_gettext("登録団体"), "office_care.overview", 210, GROUP, OFFICE),
    ),
)

DELETION = FormKind(
    area("reason", lazy_gettext("削除依頼の内容"), required=True, most=1000),
)
MAILED = FormKind(
    text("person_in_charge", lazy_gettext("ご担当者名"), required=True, most=100, width="middle"),
    area("items", lazy_gettext("変更する項目と変更後の内容"), required=True, most=2000),
)


IN_CARE = ListFile(
    "registered_organisations",
    lazy_gettext("登録団体"),
    (
        column("name", lazy_gettext("団体名")),
        column("institution_id", lazy_gettext("求人機関ID")),
        column("kind", lazy_gettext("登録の種類"), lambda item: str(KINDS[item["kind"]])),
        column(
            "category", lazy_gettext("団体の区分"), lambda item: str(CATEGORIES[item["category"]])
        ),
        column("status", lazy_gettext("状態"), lambda item: str(REQUEST_STATUSES[item["status"]])),
        column("valid_until", lazy_gettext("登録の有効期限"), kind="day"),
        column(
            "confirmation",
            lazy_gettext("登録情報の確認"),
            lambda item: str(CONFIRMATIONS[item["confirmation"]]),
        ),
        column(
            "listed",
            lazy_gettext("一覧掲載希望"),
            lambda item: gettext("あり") if item["listed"] else gettext("なし"),
        ),
        column("deletion_requested_at", lazy_gettext("削除依頼"), kind="moment"),
    ),
)
DEEDS: dict[str, tuple[str, Any]] = {
    "deletion": ("office_care.invalidate", lazy_gettext("無効登録")),
    "extension": ("office_care.extend", lazy_gettext("延長登録")),
    "expired": ("office_care.extend", lazy_gettext("延長登録")),
    "listed": ("office_care.wish_list", lazy_gettext("掲載をやめる")),
}
"""What is done about the organisations of a list, where it is always the same."""


@pages.get("")
@allow(Role.SECRETARIAT)
def overview() -> Response:
    """Registered organisations by the work they need, with the counts of each kind."""
    number = asked_page()
    work, category = request.args.get("work", "all"), request.args.get("category", "")
    work = work if work in CARE else "all"
    chosen = {"category": category} if category in CATEGORIES else {}

    def ask(number: int) -> Any:
        part = {"limit": SIZE, "offset": (number - 1) * SIZE}
        asked = {"work": work, **chosen, **part}
        return backend.call("identity", "find_organisations_in_care", asked)

    if saved := IN_CARE.of(ask):
        return saved
    found = ask(number)
    return page(
        "office_care/list.html",
        found=found,
        paging=Paging(number, found["total"], files=True),
        work=work,
        deed=DEEDS.get(work),
        category=chosen.get("category", ""),
        care=CARE,
        categories=CATEGORIES,
        confirmations=CONFIRMATIONS,
        kinds=KINDS,
        statuses=REQUEST_STATUSES,
    )


def organisation_in_care(organisation_id: str) -> Any:
    """All of one organisation."""
    return backend.call("identity", "get_organisation", {"organisation_id": organisation_id})


def back_to(organisation_id: str) -> str:
    """Its page in the back office."""
    return url_for("office_organisations.show", organisation_id=organisation_id)


def _decide(
    organisation_id: str,
    operation: str,
    message: str,
    payload: dict[str, Any] | None = None,
    form: Form | None = None,
    **words: Any,
) -> Response:
    """A page that states what will happen, with one button that does it."""
    organisation = organisation_in_care(organisation_id)
    form = form or FormKind().open(version=organisation["version"])
    about = {"organisation_id": organisation_id, **(payload or {})}
    done = press(form, "identity", operation, **about)
    if done:
        return done.to(back_to(organisation_id), message)
    return page("office_care/decide.html", form=form, organisation=organisation, **words)


@pages.route("/<organisation_id>/extension", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def extend(organisation_id: str) -> Response:
    """延長登録, also when it comes late (ID-82)."""
    return _decide(
        organisation_id,
        "extend_organisation",
        gettext("団体登録を延長しました。"),
        title=gettext("延長登録"),
        text=gettext("団体登録の有効期限を12か月延長します。"),
        button=gettext("延長する"),
    )


@pages.route("/<organisation_id>/code", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def renew_code(organisation_id: str) -> Response:
    """団体コード再発行; the code goes to the registered address only (ID-71)."""
    return _decide(
        organisation_id,
        "renew_organisation_code",
        gettext("団体コードを再発行しました。団体の登録メールアドレスに送ります。"),
        title=gettext("団体コード再発行"),
        text=gettext("新しい団体コードを団体の登録メールアドレスに送ります。"),
        button=gettext("再発行"),
    )


@pages.route("/<organisation_id>/list-wish", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def wish_list(organisation_id: str) -> Response:
    """一覧掲載希望 as mailed (ID-83)."""
    form = wish_form(organisation_in_care(organisation_id))
    listed = bool(form.version)
    return _decide(
        organisation_id,
        "change_list_wish",
        gettext("登録団体一覧への掲載の希望を変更しました。"),
        {"listed": listed},
        form,
        title=gettext("登録団体一覧への掲載"),
        text=gettext("登録団体一覧に掲載します。")
        if listed
        else gettext("登録団体一覧への掲載をやめます。"),
        button=gettext("掲載する") if listed else gettext("掲載をやめる"),
    )


@pages.route("/<organisation_id>/invalidation", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def invalidate(organisation_id: str) -> Response:
    """無効登録 on the organisation's own request (ID-77, D-39)."""
    return _decide(
        organisation_id,
        "invalidate_organisation",
        gettext("団体を無効にしました。"),
        title=gettext("無効登録"),
        text=gettext(
            "この団体の登録を無効にします。団体はログインできなくなり、掲載中の求人公募情報は当日22時に取り下げられます。元に戻すことはできません。"
        ),
        button=gettext("無効にする"),
        danger=True,
    )


@pages.route("/<organisation_id>/deletion", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def record_deletion(organisation_id: str) -> Response:
    """Enters a request for deletion that came by mail (ID-77)."""
    organisation = organisation_in_care(organisation_id)
    form = DELETION.open()
    payload = {"organisation_id": organisation_id}
    if form.submitted and form.check(RequestOrganisationInvalidation, **payload):
        done = form.send("identity", "request_organisation_invalidation", **payload)
        if done:
            return done.to(back_to(organisation_id), gettext("削除依頼を記録しました。"))
    return page(
        "office_care/record.html",
        form=form,
        organisation=organisation,
        title=gettext("削除依頼の記録"),
    )


@pages.route("/<organisation_id>/change", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def record_change(organisation_id: str) -> Response:
    """Enters a wish to change data that came by mail (ID-81, D-37)."""
    organisation = organisation_in_care(organisation_id)
    form = MAILED.open({"person_in_charge": organisation["person_in_charge"]})
    if form.submitted:
        done = form.send("identity", "request_organisation_change", organisation_id=organisation_id)
        if done:
            return done.to(url_for("office_changes.overview"), gettext("変更依頼を記録しました。"))
    return page(
        "office_care/record.html",
        form=form,
        organisation=organisation,
        title=gettext("変更依頼の記録"),
    )
