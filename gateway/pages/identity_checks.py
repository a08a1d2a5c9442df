"""Reissue by inquiry: who asks is checked, then a temporary password goes out (ID-67, ID-68, ID-70)."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import Form, FormKind, area, email, text
from gateway.web.page import Pages, page

pages = Pages("identity_checks", "/office/identity-checks")

PERSON = FormKind(
    text("name", lazy_gettext("氏名"), required=True, most=100, autocomplete="off"),
    text(
        "birth_on",
        lazy_gettext("生年月日"),
        required=True,
        most=10,
        autocomplete="off",
        width="short",
        hint=lazy_gettext("例：1990-04-01"),
    ),
    email("email", lazy_gettext("登録メールアドレス"), required=True, autocomplete="off"),
    area(
        "address",
        lazy_gettext("登録住所"),
        most=300,
        rows=2,
        hint=lazy_gettext("簡易登録者の場合は比較しません。"),
    ),
    text(
        "telephone",
        lazy_gettext("登録電話番号"),
        most=40,
        autocomplete="off",
        width="middle",
        hint=lazy_gettext("簡易登録者の場合は比較しません。"),
    ),
)
ORGANISATION = FormKind(
    text("institution_id", lazy_gettext("求人機関ID"), required=True, most=20, width="short"),
    text(
        "person_in_charge",
        lazy_gettext("ご担当者名"),
        required=True,
        most=100,
        autocomplete="off",
    ),
    email("email", lazy_gettext("登録メールアドレス"), required=True, autocomplete="off"),
)
REISSUE = FormKind(
    email(
        "new_email",
        lazy_gettext("新しいメールアドレス"),
        autocomplete="off",
        hint=lazy_gettext(
            "変更を希望する場合だけ入力します。仮パスワードはこのアドレスに届き、ログインIDもこのアドレスになります。"
        ),
    )
)
RESULTS: dict[str, Any] = {
    "same": lazy_gettext("一致"),
    "different": lazy_gettext("不一致"),
    "not-compared": lazy_gettext("比較しない"),
}


@pages.route("/individuals/<account_id>", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def of_person(account_id: str) -> Response:
    """What an individual says in an inquiry is compared (ID-68)."""
    return _compare(PERSON.open(), {"account_id": account_id})


@pages.route("/organisations/<organisation_id>", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def of_organisation(organisation_id: str) -> Response:
    """What an organisation says in an inquiry is compared (ID-70, D-17)."""
    return _compare(ORGANISATION.open(), {"organisation_id": organisation_id})


def _compare(form: Form, whom: dict[str, str]) -> Response:
    if form.submitted:
        done = form.send("messaging", "verify_inquiry_identity", **whom)
        if done:
            return done.to(url_for(".show", check_id=done["check_id"]))
    return page("identity_checks/compare.html", form=form, person="account_id" in whom)


@pages.route("/results/<check_id>", methods=["GET", "POST"])
@allow(Role.SECRETARIAT)
def show(check_id: str) -> Response:
    """The result by item, and the reissue where everything is the same (ID-67, ID-70)."""
    check = backend.call("messaging", "get_identity_check", {"check_id": check_id})
    form = (REISSUE if check["organisation_id"] is None else FormKind()).open()
    if form.submitted:
        done = form.send("identity", "reissue_after_inquiry", check_id=check_id)
        if done:
            return done.to(
                url_for(".show", check_id=check_id),
                gettext("仮パスワードを発行しました。メールで送ります。"),
            )
    kind = PERSON if check["organisation_id"] is None else ORGANISATION
    labels = {name: field.label for name, field in kind.fields.items()}
    return page(
        "identity_checks/result.html", form=form, check=check, labels=labels, results=RESULTS
    )
