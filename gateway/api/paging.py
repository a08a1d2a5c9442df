"""Two ways through a collection: pages for search, cursors for everything else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from marshmallow import Schema, fields

from services.kernel.contracts.fields import Payload, Text, Whole
from services.kernel.contracts.rpc import Refused


class SearchPageQuery(Payload):
    """The page of a search: 20 entries each, at most the first 1,000 (LI-51, LI-53)."""

    page = Whole(least=1, most=50, load_default=1)


class CursorQuery(Payload):
    """A part of a collection: what follows `after`, at most `limit` entries."""

    after = Text(most=500, load_default="")
    limit = Whole(least=1, most=100, load_default=20)


def page_schema(item: type[Schema]) -> Schema:
    """The answer of a search."""
    return Schema.from_dict(
        {
            "items": fields.List(fields.Nested(item), required=True),
            "total": fields.Integer(required=True),
            "page": fields.Integer(required=True),
            "pages": fields.Integer(required=True),
        },
        name=f"{item.__name__}Page",
    )()


def cursor_schema(item: type[Schema]) -> Schema:
    """The answer of a collection; `next` is null at its end."""
    return Schema.from_dict(
        {
            "items": fields.List(fields.Nested(item), required=True),
            "next": fields.String(required=True, allow_none=True),
        },
        name=f"{item.__name__}Part",
    )()


def offset_of(query: Mapping[str, Any]) -> int:
    """The offset that a cursor stands for; raises `Refused` for one that is not ours."""
    if not query["after"]:
        return 0
    try:
        return int(_signer().loads(query["after"]))
    except (BadData, ValueError, TypeError):
        problem = {"code": "invalid", "params": {}}
        raise Refused(
            {"code": "invalid-input", "kind": "invalid", "fields": {"after": [problem]}}
        ) from None


def cursor_part(found: Mapping[str, Any], query: Mapping[str, Any]) -> dict[str, Any]:
    """The answer made of a query's `{"items", "total"}`."""
    reached = offset_of(query) + len(found["items"])
    more = reached < int(found["total"]) and found["items"]
    return {
        "items": found["items"],
        "next": str(_signer().dumps(reached)) if more else None,
    }


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.extensions["settings"].secret, salt="cursor")
