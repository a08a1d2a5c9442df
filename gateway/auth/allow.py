"""Every route says who may call it; what says nothing cannot be started (D-65)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import VISITOR, Role, Viewer
from gateway.surface import is_api
from services.kernel.contracts.rpc import Away

ANYONE = frozenset(Role)
OWN_ORGANISATION = "/organisation/"
"""What lies below it is of the caller's own organisation."""
SIGNED_IN = ANYONE - {Role.VISITOR, Role.INTERNAL_SYSTEM}

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Allowed:
    """Who may call a route. `technical` routes never look at the session."""

    roles: frozenset[Role]
    scope: str | None = None
    with_temporary_password: bool = False
    technical: bool = False


class LoginRequired(Exception):
    """The route is for signed-in people and nobody is signed in."""

    def __init__(self, *, ended: bool = False) -> None:
        super().__init__("login-required")
        self.ended = ended


class Forbidden(Exception):
    """The caller is known and may not call this route."""

    def __init__(self, code: str = "not-permitted") -> None:
        super().__init__(code)
        self.code = code


class PasswordChangeRequired(Exception):
    """The caller logged in with a temporary password and must change it first (ID-65)."""


class UndeclaredRoute(Exception):
    """A route does not say who may call it."""


def allow(
    *who: Role | frozenset[Role],
    scope: str | None = None,
    with_temporary_password: bool = False,
    technical: bool = False,
) -> Callable[[View], View]:
    """Declares who may call a route: roles, sets of roles (`ANYONE`, `SIGNED_IN`), or the
    `scope` of an API key. The owning service authorises again (GW-06)."""
    roles: set[Role] = set()
    for one in who:
        roles |= {one} if isinstance(one, Role) else one
    allowed = Allowed(frozenset(roles), scope, with_temporary_password, technical)

    def declare(view: View) -> View:
        view.allowed = allowed  # type: ignore[attr-defined]
        return view

    return declare


def allowed_of(view: Callable[..., Any] | None) -> Allowed | None:
    """The declaration of a view."""
    found = getattr(view, "allowed", None)
    return found if isinstance(found, Allowed) else None


def check_routes(app: Flask) -> None:
    """Raises `UndeclaredRoute` naming every route without a declaration."""
    silent = [
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if allowed_of(app.view_functions.get(rule.endpoint)) is None
    ]
    if silent:
        raise UndeclaredRoute(", ".join(sorted(silent)))


def admit() -> None:
    """Before each request: lets the caller in or raises.

    An API key acts as the internal system within its scopes and nowhere else: where everybody may
    ask, who has one is a visitor like any other.
    """
    if request.endpoint is None:
        return
    allowed = allowed_of(current_app.view_functions.get(request.endpoint))
    if allowed is None:
        raise Forbidden
    if allowed.technical:
        return
    viewer = current_viewer()
    judge(allowed, viewer, is_api=is_api())
    if viewer.lacks_organisation and request.path.startswith(OWN_ORGANISATION):
        raise Forbidden("department-without-organisation")
    if viewer.scopes and allowed.scope not in viewer.scopes:
        g.viewer = VISITOR


def judge(allowed: Allowed, viewer: Viewer, *, is_api: bool) -> None:
    """Raises `LoginRequired`, `Forbidden`, `PasswordChangeRequired` or `Away`."""
    if allowed.scope is not None and allowed.scope in viewer.scopes:
        return
    if viewer.must_change_password and not allowed.with_temporary_password:
        raise PasswordChangeRequired
    if Role.VISITOR in allowed.roles:
        if viewer.ended and is_api:
            raise LoginRequired(ended=True)
        return
    if not viewer.certain:
        raise Away("identity", "unavailable")
    if not viewer.signed_in and not viewer.scopes:
        raise LoginRequired(ended=viewer.ended)
    if viewer.role not in allowed.roles or viewer.scopes:
        raise Forbidden("scope-missing" if viewer.scopes or allowed.scope else "not-permitted")
