"""Logging in with a passkey (WebAuthn): individuals and organisations, and internal users apart."""

from __future__ import annotations

from typing import Any

from flask import current_app, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.auth.allow import ANYONE, allow
from gateway.auth.form_token import new_form_token
from gateway.auth.sessions import current_viewer, start_session
from gateway.auth.viewer import landing_path
from gateway.backend import backend
from gateway.forms import FormKind, hidden
from gateway.forms.form import Form
from gateway.pages.login import device, target_of
from gateway.settings import Settings
from gateway.web.limits import guarded
from gateway.web.page import Pages, page
from services.kernel.contracts.rpc import Refused

pages = Pages("passkey_login")

MINUTES = 5
MOST_TICKET = 500
SHOWN = FormKind(hidden("credential"), hidden("next"))


@pages.route("/login/passkey", methods=["GET", "POST"])
@guarded
@allow(ANYONE, with_temporary_password=True)
def log_in() -> AnyResponse:
    """For individuals and organisations."""
    return _login(internal=False)


@pages.route("/office/login/passkey", methods=["GET", "POST"])
@guarded
@allow(ANYONE, with_temporary_password=True)
def log_in_staff() -> AnyResponse:
    """For internal users."""
    return _login(internal=True)


def _login(*, internal: bool) -> AnyResponse:
    viewer = current_viewer()
    form = SHOWN.open({"next": request.args.get("next", ""), "credential": ""})
    if not form.submitted:
        return redirect(landing_path(viewer), 303) if viewer.signed_in else _asked(form, internal)
    payload = {
        "ticket": request.cookies.get(_cookie(), "")[:MOST_TICKET],
        "credential": str(form.values.get("credential") or ""),
        "internal": internal,
        "device": device(),
    }
    try:
        answer = backend.call("identity", "log_in_with_passkey", payload)
    except Refused as refused:
        if refused.kind == "not-found":
            raise
        return _asked(form, internal, _told(refused))
    target = target_of(answer, str(form.values.get("next") or ""))
    response = start_session(make_response(redirect(target, 303)), str(answer["token"]))
    return _without_ticket(response)


def _told(refused: Refused) -> Refused:
    """Without ticket or credential, as without script or cookies, the challenge is over."""
    if refused.kind == "invalid":
        return Refused({"code": "passkey-challenge-over", "kind": "forbidden"})
    return refused


def _asked(form: Form, internal: bool, refused: Refused | None = None) -> AnyResponse:
    """The page with a new challenge, which this browser alone can answer."""
    form.values["credential"] = ""
    options: dict[str, Any] | None = None
    ticket = ""
    try:
        begun = backend.call("identity", "begin_passkey_log_in", {"internal": internal})
        options, ticket = begun["options"], str(begun["ticket"])
    except Refused as not_offered:
        refused = refused or not_offered
    if refused is not None:
        form.refuse(refused)
        form.token_text = new_form_token()
    wanted = {"next": form.values.get("next") or None}
    response = page(
        "passkeys/login.html",
        form=form,
        status=403 if refused is not None and refused.kind == "forbidden" else None,
        code=refused.code if refused is not None else None,
        kind="internal" if internal else "individual",
        options=options,
        action=url_for(".log_in_staff" if internal else ".log_in"),
        password_url=url_for("login.log_in_staff" if internal else "login.log_in", **wanted),
    )
    return _keep_ticket(make_response(response), ticket) if ticket else response


def _keep_ticket(response: AnyResponse, ticket: str) -> AnyResponse:
    response.set_cookie(
        _cookie(),
        ticket,
        max_age=MINUTES * 60,
        httponly=True,
        secure=not _settings().is_local,
        samesite="Strict",
        path="/",
    )
    return response


def _without_ticket(response: AnyResponse) -> AnyResponse:
    response.delete_cookie(
        _cookie(), path="/", httponly=True, secure=not _settings().is_local, samesite="Strict"
    )
    return response


def _cookie() -> str:
    return "passkey" if _settings().is_local else "__Host-passkey"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
