"""Cached pages for visitors, answered before anything else is looked at.

The same rules as `cached`: only for requests that carry nothing of a person's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from werkzeug.http import parse_cookie

from gateway.auth.sessions import session_cookie
from gateway.backend.positions import COOKIE as SEEN
from gateway.backend.views import keep_view
from gateway.language import COOKIE as LANGUAGE
from gateway.surface import API
from gateway.web.cache import ContentCache, Entry
from gateway.web.headers import fixed_headers
from gateway.web.request_numbers import new_request_number

Start = Callable[..., Any]
Wsgi = Callable[[dict[str, Any], Start], Iterable[bytes]]


class FastPath:
    """Looks into the cache first; what is not there goes on to the application."""

    def __init__(self, app: Flask) -> None:
        self._next: Wsgi = app.wsgi_app
        self._cache: ContentCache = app.extensions["content_cache"]
        self._extensions = app.extensions
        settings = app.extensions["settings"]
        self._own = (session_cookie(settings), app.config["SESSION_COOKIE_NAME"], SEEN)
        self._headers = [
            *fixed_headers(https=not settings.is_local),
            ("Cache-Control", "no-cache"),
        ]
        metrics = app.extensions["metrics"]
        self._hits = metrics.pages_from_cache
        self._answered = {
            status: metrics.requests.labels("GET", "(cache)", status) for status in (200, 304)
        }

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        """Answers from the cache or passes on."""
        language = self._language(environ)
        if language is None:
            return self._next(environ, start_response)
        path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
        entry = self._cache.get((path, environ.get("QUERY_STRING", ""), language))
        if entry is None:
            return self._next(environ, start_response)
        return self._answer(entry, language, environ, start_response)

    def _language(self, environ: dict[str, Any]) -> str | None:
        """The language of a request that may be answered from the cache, otherwise None."""
        if environ["REQUEST_METHOD"] != "GET" or "HTTP_AUTHORIZATION" in environ:
            return None
        if "lang=" in environ.get("QUERY_STRING", ""):
            return None
        if environ.get("PATH_INFO", "").startswith(API):
            return None if "HTTP_ACCEPT_LANGUAGE" in environ else "ja"
        header = environ.get("HTTP_COOKIE")
        if not header:
            return "ja"
        try:
            # As the application reads them: another reader stumbles over other cookies.
            cookies = parse_cookie(header)
        except UnicodeDecodeError:
            return None
        if any(name in cookies for name in self._own):
            return None
        return "en" if cookies.get(LANGUAGE) == "en" else "ja"

    def _answer(
        self, entry: Entry, language: str, environ: dict[str, Any], start_response: Start
    ) -> Iterable[bytes]:
        if entry.view is not None:
            keep_view(
                self._extensions["view_spool"], self._extensions["clock"], entry.view[0], environ
            )
        headers = [
            *entry.headers,
            *self._headers,
            ("Content-Language", language),
            ("X-Request-Id", new_request_number()),
        ]
        etag = next((value for name, value in entry.headers if name == "ETag"), None)
        self._hits.inc()
        if etag is not None and etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            self._answered[304].inc()
            start_response("304 Not Modified", headers)
            return []
        self._answered[200].inc()
        start_response("200 OK", [*headers, ("Content-Length", str(len(entry.body)))])
        return [entry.body]
