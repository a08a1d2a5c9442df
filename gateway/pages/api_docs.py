"""The readable reference of the API, made from its document; no script, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, current_app

from gateway.api.spec import PortalApi
from gateway.auth.allow import ANYONE, allow
from gateway.translations import catalogue
from gateway.web.page import Pages, page

pages = Pages("api_docs")

METHODS = ("get", "post", "put", "patch", "delete")


@pages.get("/api/docs")
@allow(ANYONE)
def reference() -> Response:
    """All operations by resource, the schemas they speak, and the codes of problems."""
    api: PortalApi = current_app.extensions["api"]
    spec = api.document()
    return page(
        "api_docs/reference.html",
        spec=spec,
        resources=list(_resources(spec)),
        schemas=sorted(spec["components"].get("schemas", {}).items()),
        codes=_codes(),
        type_text=type_text,
        anchor=anchor,
    )


def _resources(spec: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    for tag in spec.get("tags", []):
        name = tag["name"].removeprefix("api_")
        found = [
            {**operation, "method": method.upper(), "path": path}
            for path, operations in sorted(spec["paths"].items())
            for method, operation in operations.items()
            if method in METHODS and name in operation["tags"]
        ]
        if found:
            yield {"name": name, "description": tag.get("description", "")}, found


def anchor(operation: dict[str, Any]) -> str:
    """The element id of an operation."""
    return f"op-{operation['operationId']}"


def type_text(schema: dict[str, Any]) -> str:
    """A schema in a few words: `string`, `list of Card`, `string, 1 to 100 characters`."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    for way in ("allOf", "anyOf", "oneOf"):
        if way in schema:
            return " | ".join(type_text(one) for one in schema[way])
    kind = schema.get("type", "any")
    words = " | ".join(kind) if isinstance(kind, list) else str(kind)
    if kind == "array":
        words = f"list of {type_text(schema.get('items', {}))}"
    if "format" in schema:
        words += f" ({schema['format']})"
    if "enum" in schema:
        words += ": " + ", ".join(str(one) for one in schema["enum"])
    least = schema.get("minLength", schema.get("minimum", schema.get("minItems")))
    most = schema.get("maxLength", schema.get("maximum", schema.get("maxItems")))
    if most is not None:
        words += f", {least} to {most}" if least is not None else f", at most {most}"
    return words


def _codes() -> list[str]:
    return sorted(
        str(message.id).removeprefix("code.")
        for message in catalogue("ja")
        if str(message.id).startswith("code.")
    )
