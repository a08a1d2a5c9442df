"""The OpenAPI 3.1 document and its readable form."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

import orjson
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from flask import Flask, Response
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields

from gateway.auth.allow import ANYONE, allow
from gateway.web.cache import etagged
from services.kernel.contracts.fields import Payload, Text


class _Converter(OpenAPIConverter):
    def schema2jsonschema(self, schema: Schema) -> dict[str, Any]:
        """Payloads refuse unknown keys; the document says so."""
        made: dict[str, Any] = super().schema2jsonschema(schema)  # type: ignore[no-untyped-call]
        if isinstance(schema, Payload):
            made["additionalProperties"] = False
        return made


class _Plugin(MarshmallowPlugin):
    Converter = _Converter


def _length(self: Any, field: fields.Field[Any], **_: Any) -> dict[str, Any]:
    if not isinstance(field, Text):
        return {}
    return {"maxLength": field.most} | ({"minLength": field.least} if field.least else {})


class PortalApi(Api):  # type: ignore[misc]
    """flask-smorest without its own pages and error handlers: the portal has one table."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask, **options: Any) -> None:
        self._lock = threading.Lock()
        self._undescribed: list[Blueprint] = []
        self._document: dict[str, Any] | None = None
        super().__init__(app, **options)

    def register_blueprint(self, blp: Blueprint, **options: Any) -> None:
        """Adds operations. They are described when somebody wants to read that.

        Describing them takes longer than everything else at the start of the gateway together.
        """
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp, **options)
        self._undescribed.append(blp)

    def document(self) -> dict[str, Any]:
        """The OpenAPI document; made once."""
        with self._lock:
            if self._document is None:
                for blp in self._undescribed:
                    blp.register_views_in_doc(
                        self, self._app, self.spec, name=blp.name, parameters=None
                    )
                    self.spec.tag({"name": blp.name, "description": blp.description})
                self._document = dict(self.spec.to_dict())
            return self._document

    def _register_responses(self) -> None:
        """Each operation names its own problems."""

    def _register_etag_headers(self) -> None:
        """The portal documents its own."""

    def _register_pagination_header(self) -> None:
        """The portal pages otherwise."""

    def _register_doc_blueprint(self) -> None:
        """The portal serves the document itself."""

    def _register_error_handlers(self) -> None:
        """The portal handles errors itself."""


def make_api(app: Flask) -> PortalApi:
    """The API of the application; operations are registered on it."""
    plugin = _Plugin()
    api = PortalApi(
        app,
        spec_kwargs={
            "title": "Kakehashi API",
            "version": "v1",
            "openapi_version": "3.1.0",
            "marshmallow_plugin": plugin,
            "info": {
                "description": "The career portal of international cooperation. Times are ISO "
                "8601 with offset; errors are problem documents (RFC 9457).",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": app.extensions["settings"].public_url}],
        },
    )
    api.ma_plugin.converter.add_attribute_function(_length)
    api.spec.components.security_scheme(
        "session",
        {
            "type": "http",
            "scheme": "bearer",
            "description": "The token of a login (`POST /api/v1/sessions`).",
        },
    )
    api.spec.components.security_scheme(
        "key",
        {"type": "http", "scheme": "bearer", "description": "The API key of an internal system."},
    )
    return api


def serve_document(app: Flask, api: PortalApi) -> None:
    """Adds `/api/v1/openapi.json`."""

    @cache
    def content() -> bytes:
        return orjson.dumps(api.document(), option=orjson.OPT_INDENT_2 | orjson.OPT_NON_STR_KEYS)

    @app.get("/api/v1/openapi.json")
    @allow(ANYONE, technical=True)
    def openapi_document() -> Response:
        return etagged(Response(content(), content_type="application/json"))
