"""Logging in and out (GW-09, GW-10, GW-15, ID-53 to ID-61)."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, flash, make_response, redirect, request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response as AnyResponse

from gateway.auth.allow import ANYONE, allow
from gateway.auth.form_token import new_form_token
from gateway.auth.sessions import (
    choose_role,
    current_token,
    current_viewer,
    end_session,
    start_session,
)
from gateway.auth.viewer import (
    INTERNAL,
    PASSWORD_CHANGE_PATH,
    ROLE_CHOICE_PATH,
    Role,
    Viewer,
    landing_path,
)
from gateway.backend import backend
from gateway.forms import FormKind, hidden, password, text
from gateway.forms.form import Form
from gateway.pages.account_words import ROLES
from gateway.pages.second_step import second_step_page
from gateway.web.limits import count_attempt, guarded
from gateway.web.page import Pages, page
from services.kernel.contracts.rpc import Refused

pages = Pages("login")

LOGIN = FormKind(
    text(
        "login_id",
        lazy_gettext("ログインID（E-mail）"),
        required=True,
        autocomplete="username",
        inputmode="email",
    ),
    password(
        "password", lazy_gettext("パスワード"), required=True, autocomplete="current-password"
    ),
    hidden("next"),
)
STAFF_LOGIN = FormKind(
    text("login_id", lazy_gettext("ログインID"), required=True, autocomplete="username"),
    password(
        "password", lazy_gettext("パスワード"), required=True, autocomplete="current-password"
    ),
    hidden("next"),
)

_AREAS = {
    "/mypage": frozenset({Role.INDIVIDUAL}),
    "/organisation/": frozenset({Role.ORGANISATION, Role.JICA_DEPARTMENT, Role.HR_DIVISION}),
    "/office": INTERNAL,
}


@pages.route("/login", methods=["GET", "POST"])
@guarded
@allow(ANYONE, with_temporary_password=True)
def log_in() -> AnyResponse:
    """The login of individuals and organisations (GW-09)."""
    form = LOGIN.open({"next": request.args.get("next", "")})
    kind = "organisation" if form.step == "organisation" else "individual"
    return _login_page(form, kind, "login/login.html")


@pages.route("/office/login", methods=["GET", "POST"])
@guarded
@allow(ANYONE, with_temporary_password=True)
def log_in_staff() -> AnyResponse:
    """The login of internal users, away from what the public sees."""
    form = STAFF_LOGIN.open({"next": request.args.get("next", "")})
    return _login_page(form, "internal", "login/staff.html")


def _login_page(form: Form, kind: str, template: str) -> AnyResponse:
    viewer = current_viewer()
    if viewer.signed_in and not form.submitted:
        return redirect(landing_path(viewer), 303)
    refused: Refused | None = None
    if form.submitted:
        answer = _try(form, kind)
        if not isinstance(answer, Refused) and "second_step" in answer:
            return second_step_page(answer, kind, str(form.values.get("next", "")))
        if not isinstance(answer, Refused):
            target = target_of(answer, str(form.values.get("next", "")))
            return start_session(_to(target), str(answer["token"]))
        refused = answer
        form.refuse(refused)
        # A failure is an event: the next try must be a command of its own.
        form.token_text = new_form_token()
    return page(
        template,
        form=form,
        status=403 if refused is not None and refused.kind == "forbidden" else None,
        code=refused.code if refused is not None else None,
        kind=kind,
        ended="ended" in request.args and not form.submitted,
        wanted=bool(form.values.get("next")),
        single_sign_on=current_app.extensions["settings"].single_sign_on,
    )


def _try(form: Form, kind: str) -> Any:
    count_attempt(f"{kind}:{form.values.get('login_id', '')}")
    payload: dict[str, Any] = {"kind": kind, "device": device()}
    payload |= {name: value for name, value in form.values.items() if name != "next"}
    try:
        return backend.call("identity", "log_in", payload)
    except Refused as refused:
        if refused.kind == "not-found":
            raise
        return refused


def device() -> str:
    """What the browser says of itself, as far as it can be read."""
    said = request.headers.get("User-Agent", "")
    return "".join(c for c in said if c.isascii() and c.isprintable())[:300]


def target_of(answer: dict[str, Any], wanted: str) -> str:
    viewer = Viewer.from_session(answer)
    if viewer.must_change_password:
        return PASSWORD_CHANGE_PATH
    if _may_go(wanted, viewer):
        return wanted
    return ROLE_CHOICE_PATH if len(viewer.roles) > 1 else landing_path(viewer)


def _may_go(wanted: str, viewer: Viewer) -> bool:
    """Whether a login may lead on to the page that asked for it: of this portal and this role."""
    if not wanted.startswith("/") or wanted.startswith(("//", "/\\")) or not wanted.isprintable():
        return False
    if wanted == "/" or wanted.startswith(("/login", "/logout", "/office/login", "/password")):
        return False
    roles = set(viewer.roles) | {viewer.role}
    return all(
        not wanted.startswith(area) or roles & allowed for area, allowed in _AREAS.items()
    ) and not (wanted == "/organisation" and viewer.role is Role.INDIVIDUAL)


@pages.post("/logout")
@allow(ANYONE, with_temporary_password=True)
def log_out() -> AnyResponse:
    """Ends the session at once, from every page (ID-60)."""
    token = current_token()
    staff = current_viewer().is_internal
    if token:
        backend.call("identity", "log_out", {"token": token[:200]})
    flash(gettext("ログアウトしました。"), "success")
    target = url_for(".log_in_staff") if staff else "/"
    return end_session(_to(target))


@pages.route("/office/role", methods=["GET", "POST"])
@allow(INTERNAL | {Role.PARTNER})
def choose() -> AnyResponse:
    """Internal users of several roles choose the one they act in."""
    viewer = current_viewer()
    form = FormKind().open()
    if form.submitted:
        asked = request.form.get("role", "")
        if asked in viewer.roles:
            return choose_role(_to("/office"), Role(asked))
    if len(viewer.roles) < 2:
        return redirect(landing_path(viewer), 303)
    return page("login/role.html", form=form, roles=[(role, ROLES[role]) for role in viewer.roles])


def _to(url: str) -> Response:
    return make_response(redirect(url, 303))
