"""JSON Schemas (draft 2020-12) of public events, from their marshmallow schemas."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from services.kernel.contracts.events.catalogue import PublicType
from services.kernel.contracts.fields import Choice, Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class NoJsonForm(Exception):
    """A schema uses a field that has no rule here."""


def file_name(public: PublicType) -> str:
    """The file of an event's schema."""
    return f"{public.source}.{public.name}.v{public.version}.json"


def schema_of_data(public: PublicType) -> dict[str, Any]:
    """The JSON Schema of an event's data; its `$id` is the `dataschema` of the messages."""
    return {
        "$schema": DIALECT,
        "$id": public.uri,
        "title": public.name,
        "description": public.meaning,
        **_object(public.schema),
    }


def _object(schema: type[Schema]) -> dict[str, Any]:
    properties = {
        field.data_key or name: _property(field) for name, field in schema().fields.items()
    }
    required = [field.data_key or name for name, field in schema().fields.items() if field.required]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _property(field: fields.Field[Any]) -> dict[str, Any]:
    rule = _rule(field)
    if not field.allow_none:
        return rule
    if "enum" in rule:
        return {"enum": [*rule["enum"], None]}
    return {**rule, "type": [rule["type"], "null"]}


def _rule(field: fields.Field[Any]) -> dict[str, Any]:
    match field:
        case Choice():
            return {"enum": list(field.values)}
        case Text():
            least = max(field.least, 1 if field.required else 0)
            return {
                "type": "string",
                **({"minLength": least} if least else {}),
                "maxLength": field.most,
            }
        case fields.Nested():
            return _object(type(field.schema))
        case fields.List():
            return {"type": "array", "items": _property(field.inner), **_lengths(field)}
        case fields.Boolean():
            return {"type": "boolean"}
        case fields.Integer():
            return {"type": "integer", **_range(field)}
        case fields.DateTime():
            return {"type": "string", "format": "date-time"}
        case fields.Date():
            return {"type": "string", "format": "date"}
        case fields.String():
            return {"type": "string"}
    raise NoJsonForm(type(field).__name__)


def _lengths(field: fields.Field[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for validator in field.validators:
        if isinstance(validator, validate.Length):
            if validator.min:
                found["minItems"] = validator.min
            if validator.max is not None:
                found["maxItems"] = validator.max
    return found


def _range(field: fields.Field[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for validator in field.validators:
        if isinstance(validator, validate.Range):
            if isinstance(validator.min, int):
                found["minimum"] = validator.min
            if isinstance(validator.max, int):
                found["maximum"] = validator.max
    return found
