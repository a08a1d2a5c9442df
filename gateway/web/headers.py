"""Headers that every response carries."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, g, request

from gateway.surface import is_api

# No inline script or style anywhere; images may come from data: for two-dimensional codes.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
    )
)

REFERRER_POLICY = "Referrer-Policy"
FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    REFERRER_POLICY: "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def fixed_headers(*, https: bool) -> list[tuple[str, str]]:
    """The headers that depend on nothing but whether the portal runs over HTTPS."""
    headers = list(FIXED.items())
    if https:
        headers.append(("Strict-Transport-Security", "max-age=31536000; includeSubDomains"))
    return headers


class FixedHeaders:
    """Adds the headers that are the same for all to each answer of an application.

    A `Referrer-Policy` of its own takes the place of the fixed one: of two, browsers follow the
    last. A `Content-Security-Policy` of its own stands beside it: of those they follow both.
    """

    def __init__(self, application: Any, *, https: bool) -> None:
        self._next = application
        self._fixed = fixed_headers(https=https)
        self._without_referrer = [one for one in self._fixed if one[0] != REFERRER_POLICY]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """See PEP 3333."""

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            own = any(name == REFERRER_POLICY for name, _ in headers)
            fixed = self._without_referrer if own else self._fixed
            return start_response(status, headers + fixed, *error)

        return self._next(environ, start)


def init_headers(app: Flask, *, https: bool) -> None:
    """Adds the headers to each response."""
    app.wsgi_app = FixedHeaders(app.wsgi_app, https=https)  # type: ignore[method-assign]

    @app.after_request
    def add(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.get("correlation_id", "")
        if "Cache-Control" not in response.headers:
            # The browser asks again each time; an ETag then saves the body.
            response.headers["Cache-Control"] = (
                "no-cache" if response.headers.get("ETag") else "no-store"
            )
        if not request.path.startswith("/static/"):
            response.headers["Vary"] = "Accept-Language, Authorization" if is_api() else "Cookie"
        return response
