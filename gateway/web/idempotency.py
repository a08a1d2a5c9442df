"""`Idempotency-Key` of API requests."""

from __future__ import annotations

from flask import Flask, g, request

from gateway.surface import is_api
from services.kernel.contracts.rpc import Refused

MOST = 200


def init_idempotency(app: Flask) -> None:
    """Makes the commands of a request with a key repeatable without a second effect."""

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
