"""Changes of organisations' data: the requests, and applying them (ID-79, ID-81, GW-49)."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, area, email, select, text
from gateway.pages.account_words import CATEGORIES, INSTITUTION_TYPES, KINDS
from gateway.pages.office_organisation_care import GROUP, OFFICE, back_to, organisation_in_care
from gateway.web.list_files import ListFile, column
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.identity_organisations import (
    UpdateJicaCommonData,
    UpdateOrganisation,
)

pages = Pages(
    "office_changes",
    "/office/organisation-changes",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("登録情報の変更依頼"),
            "office_changes.overview",
            220,
            GROUP,
            OFFICE,
        ),
        MenuEntry(
            "office",
            lazy_gettext("JICA団体情報（共通）"),
            "office_changes.common",
            230,
            GROUP,
            OFFICE,
        ),
    ),
)

_NAME = text("name", lazy_gettext("団体名"), required=True, most=200, autocomplete="off")
_NAME_EN = text(
    "name_en", lazy_gettext("団体名（英語）"), required=True, most=200, autocomplete="off"
)
_ADDRESS = area("address", lazy_gettext("所在地"), required=True, most=300, rows=2)
_TELEPHONE = text(
    "telephone", lazy_gettext("電話番号"), required=True, most=40, inputmode="tel", width="middle"
)
_ACTIVITY = area("activity", lazy_gettext("活動内容"), required=True, most=4000)

DATA = FormKind(
    select(
        "institution_type",
        lazy_gettext("機関種別"),
        tuple(INSTITUTION_TYPES.items()),
        required=True,
        width="middle",
    ),
    _NAME,
    _NAME_EN,
    _ADDRESS,
    _TELEPHONE,
    email(
        "email",
        lazy_gettext("メールアドレス"),
        required=True,
        autocomplete="off",
        hint=lazy_gettext("変更すると、団体のログインIDもこのアドレスになります。"),
    ),
    text(
        "person_in_charge",
        lazy_gettext("ご担当者名"),
        required=True,
        most=100,
        autocomplete="off",
        width="middle",
    ),
    _ACTIVITY,
)
COMMON = FormKind(
    _NAME,
    _NAME_EN,
    _ADDRESS,
    _TELEPHONE,
    text("website", lazy_gettext("ウェブサイト"), most=300, inputmode="url"),
    _ACTIVITY,
)
WAYS: dict[bool, Any] = {True: lazy_gettext("メール"), False: lazy_gettext("画面")}
# Without the names and words of persons, which stay on the pages.
CHANGES = ListFile(
    "organisation_changes",
    lazy_gettext("登録情報の変更依頼"),
    (
        column("name", lazy_gettext("団体名")),
        column("institution_id", lazy_gettext("求人機関ID")),
        column("by_mail", lazy_gettext("依頼の方法"), lambda item: str(WAYS[item["by_mail"]])),
        column("requested_at", lazy_gettext("依頼日時"), kind="moment"),
        column("settled_at", lazy_gettext("対応日時"), kind="moment"),
    ),
)


@pages.get("")
@allow(Role.SECRETARIAT)
def overview() -> Response:
    """Open or settled requests, oldest first."""
    number, settled = asked_page(), request.args.get("settled") == "1"

    def ask(number: int) -> Any:
        part = {"limit": SIZE, "offset": (number - 1) * SIZE}
        return backend.call("identity", "find_organisation_changes", {"open": not settled, **part})

    if saved := CHANGES.of(ask):
        return saved
    found = ask(number)
    return page(
        "office_care/changes.html",
        found=found,
        paging=Paging(number, found["total"], files=True),
        ways=WAYS,
        settled=settled,
    )


@pages.route("/<organisation_id>", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def update(organisation_id: str) -> Response:
    """Changes the data, with the request that asks for it beside the form (ID-81)."""
    organisation = organisation_in_care(organisation_id)
    wishes = backend.call(
        "identity", "find_organisation_changes", {"organisation_id": organisation_id}
    )["items"]
    wish = _chosen(wishes, request.args.get("request", ""))
    form = DATA.open(
        {name: organisation[name] for name in DATA.fields}, version=organisation["version"]
    )
    more: dict[str, Any] = {"organisation_id": organisation_id}
    shown = {"organisation": organisation, "wish": wish, "wishes": wishes, "kinds": KINDS}
    if form.step == "confirm" and form.check(UpdateOrganisation, **more):
        return page("office_care/update_confirm.html", form=form, **shown)
    if form.step == "send":
        done = form.send(
            "identity",
            "update_organisation",
            **more,
            request_id=wish["request_id"] if wish else None,
            expected_version=form.version,
        )
        if done:
            return done.to(back_to(organisation_id), gettext("登録情報を変更しました。"))
    return page("office_care/update.html", form=form, categories=CATEGORIES, **shown)


def _chosen(wishes: list[Any], request_id: str) -> Any:
    return next((each for each in wishes if each["request_id"] == request_id), None)


@pages.route("/jica-common", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def common() -> Response:
    """JICA団体情報（共通）: kept once, shown by every JICA account (ID-79)."""
    data = backend.call("identity", "get_jica_common_data")
    form = COMMON.open({name: data[name] for name in COMMON.fields}, version=data["version"])
    if form.step == "confirm" and form.check(UpdateJicaCommonData):
        return page("office_care/common_confirm.html", form=form, data=data)
    if form.step == "send":
        done = form.send("identity", "update_jica_common_data", expected_version=form.version)
        if done:
            return done.to(url_for(".common"), gettext("JICA団体情報（共通）を更新しました。"))
    return page("office_care/common.html", form=form, data=data)
