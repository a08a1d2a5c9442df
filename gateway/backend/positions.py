"""Reading one's own writes: where each service's log stood after this caller's commands."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request
from itsdangerous import BadData, URLSafeTimedSerializer

from gateway.surface import is_api

COOKIE = "seen"
HEADER = "Kakehashi-After"
SECONDS = 60


class Positions:
    """The positions that answers must contain, per service.

    Carried for a minute: in a signed cookie by browsers, in the header `Kakehashi-After` by API
    clients. `heard` are positions the cache knows of from events.
    """

    def __init__(self, seen: dict[str, int] | None = None) -> None:
        self._seen = dict(seen or {})
        self.heard: dict[str, int] = {}
        self.changed = False

    def __bool__(self) -> bool:
        return bool(self._seen)

    def wrote(self, service: str, position: int) -> None:
        """A command of this caller was committed at `position`."""
        if position > self._seen.get(service, 0):
            self._seen[service] = position
            self.changed = True

    def after(self, service: str) -> int:
        """What the next answer of the service must contain."""
        return max(self._seen.get(service, 0), self.heard.get(service, 0))

    def as_dict(self) -> dict[str, int]:
        """The positions for the signer."""
        return dict(self._seen)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.extensions["settings"].secret, salt="positions")


def _load() -> None:
    api = is_api()
    text = request.headers.get(HEADER, "") if api else request.cookies.get(COOKIE, "")
    seen: dict[str, int] = {}
    if text:
        try:
            seen = {str(k): int(v) for k, v in _signer().loads(text, max_age=SECONDS).items()}
        except (BadData, ValueError, TypeError, AttributeError):
            seen = {}
    g.positions = Positions(seen)


def _store(response: Response) -> Response:
    positions: Positions | None = g.get("positions")
    if positions is None or not positions.changed:
        return response
    text = str(_signer().dumps(positions.as_dict()))
    if is_api():
        response.headers[HEADER] = text
    else:
        response.set_cookie(
            COOKIE,
            text,
            max_age=SECONDS,
            httponly=True,
            samesite="Lax",
            secure=not current_app.extensions["settings"].is_local,
        )
    return response


def init_positions(app: Flask) -> None:
    """Loads and stores the positions around each request."""
    app.before_request(_load)
    app.after_request(_store)
