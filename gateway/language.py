"""The language of a request (GW-05, D-43): Japanese unless English is chosen."""

from __future__ import annotations

from typing import Literal

from flask import Response, current_app, g, has_request_context, request

from gateway.surface import is_api

Language = Literal["ja", "en"]
COOKIE = "lang"
YEAR = 365 * 24 * 3600


def current_language() -> Language:
    """`?lang=`, then for pages the cookie, for the API `Accept-Language`, then Japanese."""
    try:
        found: Language = g.language
    except (AttributeError, RuntimeError):
        # Not chosen yet, or nobody asks.
        if not has_request_context():
            return "ja"
        found = g.language = _choose()
    return found


def _choose() -> Language:
    asked = request.args.get("lang")
    if asked in ("ja", "en"):
        return "en" if asked == "en" else "ja"
    if is_api():
        if "HTTP_ACCEPT_LANGUAGE" not in request.environ:
            return "ja"
        best = request.accept_languages.best_match(["ja", "en"], "ja")
        return "en" if best == "en" else "ja"
    return "en" if request.cookies.get(COOKIE) == "en" else "ja"


def keep_language(response: Response) -> Response:
    """Remembers a choice made on a page by `?lang=`; tells caches and readers the language."""
    response.headers["Content-Language"] = current_language()
    if request.args.get("lang") in ("ja", "en") and request.method == "GET" and not is_api():
        response.set_cookie(
            COOKIE,
            current_language(),
            max_age=YEAR,
            samesite="Lax",
            httponly=True,
            secure=not current_app.extensions["settings"].is_local,
        )
    return response
