"""The way to the provider of single sign-on and back (ID-45, D-19)."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, current_app, flash, make_response, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from gateway.auth.allow import ANYONE, allow
from gateway.auth.sessions import current_viewer, start_session
from gateway.auth.viewer import Viewer, landing_path
from gateway.backend import backend
from gateway.pages.login import device
from gateway.settings import Settings
from gateway.texts import refusal_text
from gateway.web.page import Pages, page
from services.kernel.contracts.rpc import Refused

pages = Pages("single_sign_on", "/login/single-sign-on")

MINUTES = 10
WITHIN_SECONDS = 15.0
"""The provider is asked up to four times on the way, each with a deadline of its own."""
MOST = {"state": 300, "code": 4000, "iss": 300}


def keep_ticket(response: Response, ticket: str) -> Response:
    """Lets this browser, and no other, come back from the provider."""
    response.set_cookie(
        _cookie(),
        ticket,
        max_age=MINUTES * 60,
        httponly=True,
        secure=not _settings().is_local,
        samesite="Lax",
        path="/",
    )
    return response


@pages.get("")
@allow(ANYONE, with_temporary_password=True)
def begin() -> AnyResponse:
    """Sends the browser to the provider."""
    if not _settings().single_sign_on:
        abort(404)
    viewer = current_viewer()
    if viewer.signed_in:
        return redirect(landing_path(viewer), 303)
    try:
        begun = backend.call("identity", "begin_single_sign_on", within=WITHIN_SECONDS)
    except Refused as refused:
        return _refused(refused.code, refused)
    return keep_ticket(make_response(redirect(str(begun["address"]), 303)), str(begun["ticket"]))


@pages.get("/return")
@allow(ANYONE, with_temporary_password=True)
def come_back() -> AnyResponse:
    """Where the provider sends the browser: a login, or the link that was asked for."""
    if not _settings().single_sign_on:
        abort(404)
    ticket = request.cookies.get(_cookie(), "")
    returned = {name: request.args.get(name, "")[:most] for name, most in MOST.items()}
    if not ticket or len(ticket) > 300 or not returned["code"] or not returned["state"]:
        return _without_ticket(_refused("single-sign-on-failed"))
    issuer = {"issuer": returned.pop("iss")}
    payload = {"ticket": ticket, **returned, **issuer}
    try:
        return _without_ticket(_done(payload, ticket))
    except Refused as refused:
        return _without_ticket(_refused(refused.code, refused))


def _done(payload: dict[str, Any], ticket: str) -> AnyResponse:
    viewer = current_viewer()
    if ticket.split(".")[2:3] != ["login"]:
        if not viewer.signed_in:
            return _refused("single-sign-on-failed")
        backend.call("identity", "link_single_sign_on", payload, within=WITHIN_SECONDS)
        flash(
            gettext("マイナポータルと連携しました。次回からパスワードなしでログインできます。"),
            "success",
        )
        return redirect(url_for("security.show"), 303)
    if viewer.signed_in:
        return redirect(landing_path(viewer), 303)
    answer = backend.call(
        "identity",
        "finish_single_sign_on",
        {**payload, "device": device()},
        within=WITHIN_SECONDS,
    )
    target = landing_path(Viewer.from_session(answer))
    return start_session(make_response(redirect(target, 303)), str(answer["token"]))


def _refused(code: str, refused: Refused | None = None) -> Response:
    if refused is not None and refused.kind == "not-found":
        raise refused
    params = {} if refused is None else refused.params
    forbidden = refused is None or refused.kind == "forbidden"
    return page(
        "login/single_sign_on.html",
        status=403 if forbidden else 409,
        code=code,
        text=refusal_text(code, params),
    )


def _without_ticket(response: AnyResponse) -> AnyResponse:
    response.delete_cookie(
        _cookie(), path="/", httponly=True, secure=not _settings().is_local, samesite="Lax"
    )
    return response


def _cookie() -> str:
    return "single-sign-on" if _settings().is_local else "__Host-single-sign-on"


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
