"""`Idempotency-Key` of API requests."""

from __future__ import annotations

import hashlib
import hmac

from flask import Flask, g, request

from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import VISITOR
from gateway.settings import Settings
from gateway.surface import is_api
from services.kernel.contracts.rpc import Refused

MOST = 200


def init_idempotency(app: Flask) -> None:
    """Makes the commands of a request with a key repeatable without a second effect.

    Command ids are bound to the account. Visitors have none: of theirs a repeat has the same
    content, so that nobody's request is taken for that of a stranger who chose the same key.
    """
    settings: Settings = app.extensions["settings"]
    secret = settings.secret.encode()

    @app.before_request
    def read_key() -> None:
        if not is_api() or request.method in ("GET", "HEAD", "OPTIONS"):
            return
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return
        if not 0 < len(key) <= MOST or not all("!" <= character <= "~" for character in key):
            problem = {"code": "invalid", "params": {}}
            raise Refused(
                {
                    "code": "invalid-input",
                    "kind": "invalid",
                    "fields": {"Idempotency-Key": [problem]},
                }
            )
        g.command_key = f"api:{request.method}:{request.path}:{key}"
        viewer = current_viewer()
        if viewer == VISITOR or viewer.scopes:
            # Keyed, because a content may hold a password and command ids are stored.
            content = hmac.digest(secret, request.get_data(cache=True), hashlib.sha256)
            g.command_key += f":{content.hex()}"
