"""Flask without what every request would pay for and none needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Flask, Request
from flask.sessions import NullSession, SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer

from gateway.surface import API


class SignedForms(SecureCookieSessionInterface):
    """The signed cookie of forms; its signer is made once and not three times per request."""

    def __init__(self) -> None:
        self._signer = cache(super().get_signing_serializer)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Nothing for the API: it looks at no cookies and sends none."""
        if request.path.startswith(API):
            return NullSession()
        return super().open_session(app, request)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """See Flask; the keys of an application do not change while it runs."""
        return self._signer(app)


class PortalApp(Flask):
    """The gateway's application: views are plain functions, none of them `async`."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.session_interface = SignedForms()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is; Flask inspects each one for every request."""
        return func
