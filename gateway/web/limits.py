"""How much one caller may ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from gateway.auth.sessions import current_viewer
from gateway.settings import Settings

View = TypeVar("View", bound=Callable[..., Any])

MAX_JSON = 1024 * 1024
MAX_FORM_FIELDS = 512 * 1024
MAX_PARTS = 1000


def guarded(view: View) -> View:
    """Marks a route that a guesser would try (login, reissue): it has the strict limit."""
    view.guarded = True  # type: ignore[attr-defined]
    return view


def accepts_upload(megabytes: int) -> Callable[[View], View]:
    """Lets a route receive bodies of up to so many megabytes."""

    def mark(view: View) -> View:
        view.most_bytes = megabytes * 1024 * 1024 + MAX_FORM_FIELDS  # type: ignore[attr-defined]
        return view

    return mark


def init_limits(app: Flask, settings: Settings) -> None:
    """Limits the size of bodies and the number of requests per address and account."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_JSON,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_FIELDS,
        MAX_FORM_PARTS=MAX_PARTS,
    )

    @app.before_request
    def size() -> None:
        view = app.view_functions.get(request.endpoint or "")
        most = getattr(view, "most_bytes", None)
        if most is not None:
            request.max_content_length = most

    limiter = Limiter(
        _caller,
        app=app,
        storage_uri="memory://",
        strategy="fixed-window",
        headers_enabled=False,
    )
    app.extensions["limiter_of_portal"] = limiter
    if settings.requests_per_minute:
        general = limiter.shared_limit(f"{settings.requests_per_minute} per minute", scope="all")
        _apply(app, general, lambda view: not getattr(view, "guarded", False))
    if settings.attempts_per_minute:
        strict = limiter.shared_limit(
            f"{settings.attempts_per_minute} per minute",
            scope="attempts",
            key_func=get_remote_address,
            methods=["POST"],
        )
        _apply(app, strict, lambda view: getattr(view, "guarded", False))


def _apply(app: Flask, limit: Any, wanted: Callable[[Any], bool]) -> None:
    app.extensions.setdefault("limits_to_apply", []).append((limit, wanted))


def apply_limits(app: Flask) -> None:
    """Wraps the views once all routes are registered; technical routes stay free."""
    for endpoint, view in list(app.view_functions.items()):
        allowed = getattr(view, "allowed", None)
        if getattr(allowed, "technical", False):
            continue
        for limit, wanted in app.extensions.get("limits_to_apply", []):
            if wanted(view):
                limited = limit(view)
                for name in ("allowed", "guarded", "most_bytes"):
                    if hasattr(view, name):
                        setattr(limited, name, getattr(view, name))
                app.view_functions[endpoint] = limited


def _caller() -> str:
    account = current_viewer().account_id
    return f"account:{account}" if account else f"address:{get_remote_address()}"
