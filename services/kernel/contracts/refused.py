"""The one error that crosses the wire between services."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """A refusal of the owning service as its callers receive it.

    `args[0]` is a mapping of JSON values: `code`, `kind` (invalid, not-found, forbidden,
    conflict), `fields` ({field: [{code, params}]}) and `params`.
    """

    def __init__(self, wire: dict[str, Any]) -> None:
        super().__init__(wire)
        self.code = str(wire.get("code", "refused"))
        self.kind = str(wire.get("kind", "conflict"))
        self.fields: dict[str, list[dict[str, Any]]] = dict(wire.get("fields") or {})
        self.params: dict[str, Any] = dict(wire.get("params") or {})
