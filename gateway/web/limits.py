"""How much one caller may ask for."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

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


def count_attempt(login_id: str) -> None:
    """Counts one try for a login ID, whoever tries; raises `TooManyRequests` beyond the limit.

    The lock of ID-56 is identity's; this keeps floods for one account away from it.
    """
    count = current_app.extensions.get("count_attempt")
    if count is not None:
        count(login_id.casefold())


def init_limits(app: Flask, settings: Settings) -> None:
    """Limits the size of bodies and the number of requests per address and account."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_JSON,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_FIELDS,
        MAX_FORM_PARTS=MAX_PARTS,
    )

    @app.before_request
    def size() -> None:
        most = getattr(app.view_functions.get(request.endpoint or ""), "most_bytes", None)
        if most is not None:
            request.max_content_length = most

    @app.teardown_request
    def close_uploads(error: BaseException | None) -> None:
        # Large uploads are files on the disk; they go with the request.
        request.close()

    limits = (settings.requests_per_minute, settings.attempts_per_minute)
    if any((*limits, settings.attempts_per_account)):
        _init_rates(app, settings)


def _init_rates(app: Flask, settings: Settings) -> None:
    limiter = FixedWindowRateLimiter(MemoryStorage())
    general = RateLimitItemPerMinute(settings.requests_per_minute or 1)
    strict = RateLimitItemPerMinute(settings.attempts_per_minute or 1)
    single = RateLimitItemPerMinute(settings.attempts_per_account or 1)

    def hit(item: RateLimitItemPerMinute, *key: str) -> None:
        if not limiter.hit(item, *key):
            wait = limiter.get_window_stats(item, *key).reset_time - time.time()
            raise TooManyRequests(retry_after=max(1, int(wait)))

    if settings.attempts_per_account:
        app.extensions["count_attempt"] = lambda login_id: hit(single, "login-id", login_id)

    @app.before_request
    def rate() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if getattr(getattr(view, "allowed", None), "technical", False):
            return
        address = request.remote_addr or ""
        guarded = getattr(view, "guarded", False) and request.method == "POST"
        if guarded and settings.attempts_per_minute:
            hit(strict, "attempts", address)
        elif settings.requests_per_minute:
            account = current_viewer().account_id
            hit(general, *(("account", account) if account else ("address", address)))
