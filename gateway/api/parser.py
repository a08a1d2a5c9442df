"""Reading API input strictly: what is ambiguous or of the wrong type is refused by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NoReturn

from flask import Request
from marshmallow import RAISE, Schema, ValidationError, fields, missing
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from services.kernel.contracts.fields import problems_of
from services.kernel.contracts.rpc import Refused

DEPTH = 20
EVERYWHERE = frozenset({"lang"})


class MalformedBody(BadRequest):
    """The body is no JSON document of the kind the API reads."""


def read_json(body: bytes) -> Any:
    """The value of a JSON body.

    Raises `MalformedBody` for broken syntax, bytes that are not UTF-8, NaN, numbers and nesting
    beyond reason, and for a key that appears twice in one object.
    """
    try:
        value = json.loads(
            body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise MalformedBody from None
    _check(value, DEPTH)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key appears twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise MalformedBody
    if isinstance(value, dict):
        for key, inner in value.items():
            _check(key, depth)
            _check(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth - 1)
    elif isinstance(value, str):
        # A lone surrogate cannot be written as UTF-8 again.
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise MalformedBody
    elif isinstance(value, int) and abs(value) > 2**63 - 1:
        raise MalformedBody


def wrong_types(schema: Schema, data: Any, path: str = "") -> dict[str, list[dict[str, Any]]]:
    """Problems of values that marshmallow would kindly convert: `"5"` for 5, `"yes"` for true."""
    found: dict[str, list[dict[str, Any]]] = {}
    if not isinstance(data, Mapping):
        return found
    for name, field in schema.fields.items():
        key = field.data_key or name
        if key in data:
            found |= _wrong(field, data[key], f"{path}{key}")
    return found


def _wrong(field: Any, value: Any, path: str) -> dict[str, list[dict[str, Any]]]:
    if isinstance(field, fields.Boolean):
        odd = not isinstance(value, bool)
    elif isinstance(field, fields.Number):
        odd = isinstance(value, (bool, str)) or (
            isinstance(field, fields.Integer) and isinstance(value, float)
        )
    elif isinstance(field, fields.Nested):
        if field.many and isinstance(value, list):
            found: dict[str, list[dict[str, Any]]] = {}
            for index, one in enumerate(value):
                found |= wrong_types(field.schema, one, f"{path}.{index}.")
            return found
        return wrong_types(field.schema, value, f"{path}.")
    elif isinstance(field, fields.List) and isinstance(value, list):
        found = {}
        for index, one in enumerate(value):
            found |= _wrong(field.inner, one, f"{path}.{index}")
        return found
    else:
        return {}
    return {path: [{"code": "invalid", "params": {}}]} if odd and value is not None else {}


class StrictParser(FlaskParser):
    """webargs with strict JSON, unknown names refused, and errors as one `Refused`."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012  (webargs' own class attribute)
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "json": RAISE,
        "query": RAISE,
    }

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body; raises `UnsupportedMediaType`, `MalformedBody` or `Refused`."""
        if not req.is_json:
            raise UnsupportedMediaType
        body = req.get_data(cache=True)
        if not body:
            return missing
        value = read_json(body)
        problems = wrong_types(schema, value)
        if problems:
            raise _invalid(problems)
        return value

    def load_querystring(self, req: Request, schema: Schema) -> Any:
        """The query, without what every operation takes (`lang`)."""
        args = req.args.copy()
        for name in EVERYWHERE - set(schema.fields):
            args.poplist(name)
        return self._makeproxy(args, schema)

    def handle_error(
        self,
        error: ValidationError,
        req: Request,
        schema: Schema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        """Raises the one refusal for invalid input."""
        messages = error.normalized_messages()  # type: ignore[no-untyped-call]
        # webargs puts the messages under the name of the location.
        inner = next(iter(messages.values())) if len(messages) == 1 else messages
        raise _invalid(
            {
                name: [{"code": code, "params": params} for code, params in found]
                for name, found in problems_of(ValidationError(inner)).items()
            }
        )


def _invalid(fields_at_fault: dict[str, list[dict[str, Any]]]) -> Refused:
    return Refused({"code": "invalid-input", "kind": "invalid", "fields": fields_at_fault})
