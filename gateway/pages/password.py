"""Changing the password and having it reissued (GW-12 to GW-14, ID-62 to ID-66, ID-69)."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import ANYONE, SIGNED_IN, allow
from gateway.auth.form_token import new_form_token
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import RECRUITERS, Role, Viewer, landing_path
from gateway.backend import backend
from gateway.forms import FormKind, day, email, hidden, password, text
from gateway.forms.form import Form
from gateway.pages.account_opening import PASSWORD_HINT, repeats
from gateway.web.limits import count_attempt, guarded
from gateway.web.page import MenuEntry, Pages, page
from services.kernel.contracts.rpc import Refused

_LABEL = lazy_gettext("パスワード変更")
_ACCOUNT = lazy_gettext("アカウント情報")

pages = Pages(
    "password",
    menu=(
        MenuEntry("mypage", _LABEL, "password.change", 60, roles=frozenset({Role.INDIVIDUAL})),
        MenuEntry("organisation", _LABEL, "password.change", 410, _ACCOUNT, RECRUITERS),
        MenuEntry("office", _LABEL, "password.change", 910, _ACCOUNT),
    ),
)

CHANGE = FormKind(
    password(
        "current_password",
        lazy_gettext("現在のパスワード"),
        required=True,
        autocomplete="current-password",
        width="middle",
    ),
    password(
        "new_password",
        lazy_gettext("新しいパスワード"),
        required=True,
        hint=PASSWORD_HINT,
        autocomplete="new-password",
        width="middle",
    ),
    password(
        "new_password_again",
        lazy_gettext("新しいパスワード（確認）"),
        required=True,
        autocomplete="new-password",
        width="middle",
    ),
)
_BIRTH = lazy_gettext("生年月日（西暦）")
IDENTITY = FormKind(
    text(
        "login_id",
        lazy_gettext("ログインID（E-mail）"),
        required=True,
        autocomplete="username",
        inputmode="email",
    ),
    day("birth_on", _BIRTH, required=True, autocomplete="bday"),
)
ANSWER = FormKind(
    hidden("login_id"),
    hidden("birth_on"),
    text("answer", lazy_gettext("秘密の答え"), required=True, most=100, autocomplete="off"),
)
OF_ORGANISATION = FormKind(
    text(
        "login_id",
        lazy_gettext("ログインID（E-mail）"),
        required=True,
        autocomplete="username",
        inputmode="email",
    ),
    email("email", lazy_gettext("登録メールアドレス"), required=True),
    text(
        "organisation_code",
        lazy_gettext("団体コード"),
        required=True,
        autocomplete="off",
        width="middle",
        hint=lazy_gettext("登録完了のメールに記載されています。"),
    ),
)


@pages.route("/password/change", methods=["GET", "POST"])
@guarded
@allow(SIGNED_IN, with_temporary_password=True)
def change() -> Response:
    """By choice, or because the password is temporary (ID-65, ID-66, GW-14)."""
    viewer = current_viewer()
    form = CHANGE.open()
    if form.submitted and repeats(form, "new_password"):
        done = form.send("identity", "change_password")
        if done:
            after = Viewer(role=viewer.role, account_id=viewer.account_id)
            return done.to(landing_path(after), gettext("パスワードを変更しました。"))
    return page("password/change.html", form=form, area=_area(viewer))


def _area(viewer: Viewer) -> str:
    if viewer.must_change_password:
        return ""
    if viewer.role is Role.INDIVIDUAL:
        return "mypage"
    return "organisation" if viewer.role is Role.ORGANISATION else "office"


@pages.route("/password/reissue", methods=["GET", "POST"])
@guarded
@allow(ANYONE)
def reissue() -> Response:
    """The two steps for individuals (GW-12): own data, then the secret question."""
    form = IDENTITY.open()
    if not form.submitted or form.step == "back":
        return page("password/identity.html", form=form)
    _count(form)
    second = ANSWER.open() if form.step == "send" else None
    question = _question(form)
    if question is None:
        return _refused("password/identity.html", form)
    if second is None:
        second = ANSWER.open()
        second.token_text = new_form_token()
        return page("password/answer.html", form=second, question=question)
    if _issued(second, "reissue_password"):
        return redirect(url_for(".reissued"), 303)
    return _refused("password/answer.html", second, question=question)


@pages.route("/password/reissue/organisation", methods=["GET", "POST"])
@guarded
@allow(ANYONE)
def reissue_for_organisation() -> Response:
    """Login ID, registered address and organisation code (ID-69, D-17)."""
    form = OF_ORGANISATION.open()
    if form.submitted:
        _count(form)
        if _issued(form, "reissue_organisation_password"):
            return redirect(url_for(".reissued"), 303)
        return _refused("password/organisation.html", form)
    return page("password/organisation.html", form=form)


@pages.get("/password/reissued")
@allow(ANYONE)
def reissued() -> Response:
    """A temporary password is on its way (ID-64)."""
    return page("password/reissued.html")


@pages.get("/password/inquiry")
@allow(ANYONE)
def inquiry() -> Response:
    """What to write when the own data or the secret question are unknown (GW-13, ID-68)."""
    return page("password/inquiry.html")


def _count(form: Form) -> None:
    count_attempt(f"reissue:{form.values.get('login_id', '')}")


def _question(form: Form) -> str | None:
    answer = _called(form, "check_reissue_identity")
    return None if answer is None else str(answer["question"])


def _issued(form: Form, operation: str) -> bool:
    return _called(form, operation) is not None


def _called(form: Form, operation: str) -> Any:
    try:
        return backend.call("identity", operation, form.payload)
    except Refused as refused:
        form.refuse(refused)
        if refused.kind == "forbidden":
            form.status = 403
        return None


def _refused(template: str, form: Form, **values: Any) -> Response:
    # A wrong answer is an event: the next try must be a command of its own.
    form.token_text = new_form_token()
    return page(template, form=form, **values)
