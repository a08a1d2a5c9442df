"""Sessions: an opaque token in a cookie for pages, the same token as bearer for the API.

The token means nothing outside identity, which is asked once per request; without a token no
call is made. The API never looks at cookies, so no foreign page can use them against it.
"""

from __future__ import annotations

import hashlib

from flask import Response, current_app, g, request

from gateway.auth.viewer import PORTAL_ACTOR, VISITOR, Role, Viewer
from gateway.language import current_language
from gateway.settings import Settings
from gateway.surface import is_api
from services.kernel.contracts.rpc import Away, DeadlinePassed, Refused, ServiceFault

MAX_TOKEN = 512
ROLE_HEADER = "Kakehashi-Role"
_ROLES = frozenset(Role)


def session_cookie(settings: Settings) -> str:
    """The cookie's name; `__Host-` binds it to this host and to HTTPS outside local runs."""
    return "session" if settings.is_local else "__Host-session"


def role_cookie(settings: Settings) -> str:
    """The cookie with the role an internal user of several roles acts in."""
    return "role" if settings.is_local else "__Host-role"


def current_viewer() -> Viewer:
    """The caller of this request, resolved once."""
    if "viewer" not in g:
        g.viewer = _resolve()
    found: Viewer = g.viewer
    return found


def _resolve() -> Viewer:
    if is_api():
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if not token or scheme.lower() != "bearer":
            return VISITOR
        token = token.strip()
        key = _api_key(token)
        if key is not None:
            return key
    else:
        token = request.cookies.get(session_cookie(current_app.extensions["settings"]), "")
    if not token:
        return VISITOR
    if len(token) > MAX_TOKEN or not token.isascii() or not token.isprintable():
        return Viewer(ended=True)
    return _ask_identity(token)


def _api_key(token: str) -> Viewer | None:
    settings: Settings = current_app.extensions["settings"]
    digest = hashlib.sha256(token.encode()).hexdigest()
    key = settings.api_keys.get(digest)
    if key is None:
        return None
    return Viewer(role=Role.INTERNAL_SYSTEM, scopes=key.scopes, display_name=key.name)


def _ask_identity(token: str) -> Viewer:
    envelope = {
        "command_id": g.correlation_id,
        "correlation_id": g.correlation_id,
        "language": current_language(),
        "after": g.positions.after("identity"),
        "actor": PORTAL_ACTOR,
    }
    services = current_app.extensions["services"]
    payload = {"token": token} | ({"role": role} if (role := _chosen_role()) else {})
    try:
        session = services.send(
            "identity", "resolve_session", payload, envelope, within=3.0
        ).result()
    except Refused as refused:
        if refused.code == "session-not-known-yet":
            return Viewer(certain=False)
        return Viewer(ended=True)
    except (Away, DeadlinePassed, ServiceFault):
        return Viewer(certain=False)
    return Viewer.from_session(session)


def _chosen_role() -> str:
    """The role asked for; identity takes it only if the account has it."""
    if is_api():
        asked = request.headers.get(ROLE_HEADER, "")
    else:
        asked = request.cookies.get(role_cookie(current_app.extensions["settings"]), "")
    return asked if asked in _ROLES else ""


def current_token() -> str:
    """The token of this request, for `identity.log_out`; empty when there is none."""
    if is_api():
        return request.headers.get("Authorization", "").partition(" ")[2].strip()
    return request.cookies.get(session_cookie(current_app.extensions["settings"]), "")


def start_session(response: Response, token: str) -> Response:
    """Gives the browser its session after a login."""
    return _set(response, session_cookie(current_app.extensions["settings"]), token)


def choose_role(response: Response, role: Role) -> Response:
    """Lets an internal user of several roles act in one of them."""
    return _set(response, role_cookie(current_app.extensions["settings"]), role.value)


def _set(response: Response, name: str, value: str) -> Response:
    response.set_cookie(
        name,
        value,
        httponly=True,
        secure=not current_app.extensions["settings"].is_local,
        samesite="Lax",
        path="/",
    )
    return response


def end_session(response: Response) -> Response:
    """Takes the session from the browser."""
    settings: Settings = current_app.extensions["settings"]
    for name in (session_cookie(settings), role_cookie(settings)):
        response.delete_cookie(
            name,
            path="/",
            httponly=True,
            secure=not settings.is_local,
            samesite="Lax",
        )
    return response
