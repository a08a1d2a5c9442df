"""Operations of the JSON API: one decorator says everything about one operation."""

from __future__ import annotations

import functools
import http
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import orjson
from flask import Response, request
from flask_smorest import Blueprint
from marshmallow import Schema

from gateway.api.parser import StrictParser
from gateway.api.problem import MEDIA_TYPE, ProblemSchema
from gateway.auth.allow import ANYONE, allow
from gateway.auth.viewer import Role
from gateway.web.cache import cached

View = TypeVar("View", bound=Callable[..., Any])

IDEMPOTENCY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "Repeating a request with the same key has no second effect. "
    "Without a session a repeat is one with the same body.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}
LANGUAGE = {
    "in": "query",
    "name": "lang",
    "required": False,
    "description": "Language of texts; otherwise `Accept-Language` decides.",
    "schema": {"type": "string", "enum": ["ja", "en"]},
}


def json_answer(value: Any, status: int = 200) -> Response:
    """A JSON response."""
    return Response(
        orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS),
        status=status,
        content_type="application/json",
    )


class Operations(Blueprint):  # type: ignore[misc]
    """A group of operations; modules of `gateway.api.v1` name theirs `operations`."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, url_prefix: str, description: str) -> None:
        super().__init__(
            f"api_{name}", "gateway", url_prefix=f"/api/v1{url_prefix}", description=description
        )
        self.tag = name

    def operation(
        self,
        method: str,
        rule: str,
        *,
        who: Sequence[Role | frozenset[Role]] = (),
        scope: str | None = None,
        query: type[Schema] | None = None,
        body: type[Schema] | None = None,
        answer: type[Schema] | Schema | None = None,
        status: int = 200,
        refuses: Mapping[int, Iterable[str]] | None = None,
        tags: tuple[str, ...] = (),
        with_temporary_password: bool = False,
    ) -> Callable[[View], View]:
        """Registers one operation.

        The function gets the loaded `query` and `body` as positional arguments in this order,
        path parameters by name, and returns a JSON value or a response. `who` and `scope` are
        those of `allow`. `answer` documents the JSON value. `refuses` names the refusals by
        status; those every operation can have are added. `tags` caches the answers for visitors
        until an event drops one of the tags. The docstring becomes summary and description.
        """

        def register(view: View) -> View:
            made: Any = _answering(view, status)
            if tags:
                made = cached(*tags)(made)
            if body is not None:
                made = self.arguments(body, location="json")(made)
            if query is not None:
                made = self.arguments(query, location="query")(made)
            made = self.response(status, answer, description=http.HTTPStatus(status).phrase)(made)
            made = self.doc(
                responses=_responses(
                    refuses or {},
                    has_body=body is not None,
                    # Path parameters and `Idempotency-Key` can be refused by name as well.
                    has_input=body is not None
                    or query is not None
                    or "<" in rule
                    or method != "GET",
                    has_path="<" in rule,
                    is_open=any(r == ANYONE for r in who),
                    is_read=method == "GET",
                ),
                security=_security(who, scope),
                operationId=view.__name__,
            )(made)
            made = allow(*who, scope=scope, with_temporary_password=with_temporary_password)(made)
            documented = made._apidoc.setdefault("arguments", {}).setdefault("parameters", [])
            documented += [LANGUAGE, *([IDEMPOTENCY] if method != "GET" else [])]
            self.route(rule, methods=[method], tags=[self.tag])(made)
            return view

        return register


def _answering(view: Callable[..., Any], status: int) -> Callable[..., Response]:
    @functools.wraps(view)
    def answering(*args: Any, **kwargs: Any) -> Response:
        value = view(*args, **kwargs)
        if isinstance(value, Response):
            return value
        if status == 204:
            return Response(status=204)
        response = json_answer(value, status)
        if request.method == "GET":
            response.add_etag(weak=True)
            response.make_conditional(request)
        return response

    return answering


def _security(who: Iterable[Any], scope: str | None) -> list[dict[str, list[str]]]:
    ways: list[dict[str, list[str]]] = []
    roles = list(who)
    if any(one == ANYONE for one in roles):
        ways.append({})
    if roles:
        ways.append({"session": []})
    if scope is not None:
        ways.append({"key": [scope]})
    return ways


def _responses(
    refuses: Mapping[int, Iterable[str]],
    *,
    has_body: bool,
    has_input: bool,
    has_path: bool,
    is_open: bool,
    is_read: bool,
) -> dict[str, Any]:
    codes: dict[int, set[str]] = {status: set(names) for status, names in refuses.items()}
    codes.setdefault(429, set()).add("too-many-requests")
    codes.setdefault(503, set()).update({"service-away", "answer-late"})
    codes.setdefault(401, set()).add("session-ended")
    if not is_open:
        codes[401].add("login-required")
        codes.setdefault(403, set()).add("not-permitted")
    if has_path:
        codes.setdefault(404, set()).add("not-found")
    if has_input:
        codes.setdefault(422, set()).add("invalid-input")
    if has_body:
        codes.setdefault(400, set()).add("bad-request")
        codes.setdefault(413, set()).add("too-large")
        codes.setdefault(415, set()).add("unsupported-media-type")
    unchanged = {"304": {"description": "Not Modified: the caller has it"}} if is_read else {}
    return unchanged | {
        str(status): {
            "description": f"{http.HTTPStatus(status).phrase}: "
            + ", ".join(f"`{code}`" for code in sorted(names)),
            "content": {MEDIA_TYPE: {"schema": ProblemSchema}},
        }
        for status, names in sorted(codes.items())
    }
