"""ユーザ管理: internal users and their roles (ID-87)."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind, email, many, text
from gateway.forms.form import Done
from gateway.pages.account_words import INTERNAL_STATUSES, ROLES
from gateway.pages.jica_organisations import organisation_field
from gateway.texts import refusal_text
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page
from services.kernel.contracts.rpc import Refused

pages = Pages(
    "internal_users",
    "/office/internal-users",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("内部ユーザ"),
            "internal_users.overview",
            order=800,
            group=lazy_gettext("ユーザ管理"),
            roles=frozenset({Role.OPERATOR}),
        ),
    ),
)

USER = (
    text(
        "login_id",
        lazy_gettext("ログインID"),
        required=True,
        autocomplete="off",
        width="middle",
        hint=lazy_gettext("半角で、空白を入れずに入力してください。"),
    ),
    text("name", lazy_gettext("氏名"), required=True, most=100, autocomplete="off", width="middle"),
    email(
        "email",
        lazy_gettext("メールアドレス"),
        required=True,
        autocomplete="off",
        hint=lazy_gettext("仮パスワードをこのアドレスに送ります。"),
    ),
    many("roles", lazy_gettext("役割"), tuple(ROLES.items()), required=True),
)


@pages.get("")
@allow(Role.OPERATOR)
def overview() -> Response:
    """All internal users, or those of one role, newest first."""
    number, role = asked_page(), request.args.get("role", "")
    chosen = {"role": role} if role in ROLES else {}
    found = backend.call(
        "identity",
        "find_internal_users",
        {**chosen, "limit": SIZE, "offset": (number - 1) * SIZE},
    )
    return page(
        "internal_users/list.html",
        found=found,
        paging=Paging(number, found["total"]),
        role=chosen.get("role", ""),
        roles=ROLES,
        statuses=INTERNAL_STATUSES,
    )


@pages.route("/new", methods=["GET", "POST"])
@allow(Role.OPERATOR)
def create() -> Response:
    """Creates a user, who gets a temporary password by mail."""
    form = FormKind(*USER, organisation_field()).open()
    if form.submitted:
        done = form.send("identity", "create_internal_user")
        if done:
            return done.to(
                url_for(".overview"),
                gettext("内部ユーザを登録しました。仮パスワードをメールで送ります。"),
            )
    return page("internal_users/new.html", form=form)


@pages.post("/<account_id>/reissue")
@allow(Role.OPERATOR)
def reissue(account_id: str) -> Response:
    """Sends a temporary password; the operator never sees it."""
    FormKind().open()
    back = url_for(".overview")
    try:
        answer: Any = backend.call(
            "identity", "reissue_internal_password", {"account_id": account_id}
        )
    except Refused as refused:
        if refused.kind != "conflict":
            raise
        flash(refusal_text(refused.code, refused.params), "error")
        return redirect(back, 303)
    return Done(answer).to(back, gettext("仮パスワードを再発行しました。メールで送ります。"))
