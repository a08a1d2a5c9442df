"""Problem documents of the API (RFC 9457)."""

from __future__ import annotations

import http

import orjson
from flask import Response, g
from marshmallow import Schema, fields

from gateway.backend.errors import Problem
from gateway.texts import problem_text, refusal_text

MEDIA_TYPE = "application/problem+json"


class FieldProblemSchema(Schema):
    """What is wrong with one field."""

    code = fields.String(required=True, metadata={"description": "The broken rule"})
    message = fields.String(required=True, metadata={"description": "The rule in words"})
    params = fields.Dict(keys=fields.String(), metadata={"description": "Figures of the rule"})


class ProblemSchema(Schema):
    """Why a request was not carried out; nothing has changed."""

    type = fields.String(required=True, metadata={"description": "Where the code is explained"})
    title = fields.String(required=True, metadata={"description": "The name of the status"})
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"description": "The rule that said no"})
    detail = fields.String(required=True, metadata={"description": "The reason in words"})
    errors = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.Nested(FieldProblemSchema)),
        metadata={"description": "Problems by field"},
    )
    params = fields.Dict(keys=fields.String())
    correlation_id = fields.String(required=True, metadata={"description": "To quote to us"})


def problem_response(problem: Problem) -> Response:
    """The document of a problem in the caller's language."""
    body: dict[str, object] = {
        "type": f"/api/docs#problem-{problem.code}",
        "title": http.HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "code": problem.code,
        "detail": refusal_text(problem.code, problem.params),
        "correlation_id": g.get("correlation_id", ""),
    }
    if problem.params:
        body["params"] = problem.params
    if problem.fields:
        body["errors"] = {
            name: [
                {
                    "code": found.get("code"),
                    "message": problem_text(found),
                    "params": found.get("params") or {},
                }
                for found in problems
            ]
            for name, problems in problem.fields.items()
        }
    return Response(
        orjson.dumps(body, option=orjson.OPT_NON_STR_KEYS),
        status=problem.status,
        content_type=MEDIA_TYPE,
    )
