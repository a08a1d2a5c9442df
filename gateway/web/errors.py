"""Error handlers: every error becomes a problem document for the API and a calm page otherwise."""

from __future__ import annotations

import logging
import traceback
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, make_response, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from gateway.api.problem import problem_response
from gateway.auth.allow import Forbidden, LoginRequired, PasswordChangeRequired
from gateway.auth.form_token import BadFormToken
from gateway.auth.sessions import end_session
from gateway.auth.viewer import LOGIN_PATH, PASSWORD_CHANGE_PATH, STAFF_LOGIN_PATH
from gateway.backend.errors import Problem, problem_of
from gateway.surface import is_api
from gateway.texts import refusal_text
from services.kernel.contracts.rpc import Away, DeadlinePassed, Refused, ServiceFault

_log = logging.getLogger("gateway")

CODE_OF_STATUS = {
    400: "bad-request",
    401: "login-required",
    403: "not-permitted",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    408: "request-too-slow",
    413: "too-large",
    414: "address-too-long",
    415: "unsupported-media-type",
    422: "invalid-input",
    429: "too-many-requests",
    431: "headers-too-large",
}


def answer(problem: Problem, headers: dict[str, str] | None = None) -> Response:
    """The answer for a problem, in the form the caller understands."""
    if is_api():
        response = problem_response(problem)
    else:
        status = problem.status if problem.status in (403, 404, 409, 429, 503) else 0
        template = f"errors/{status}.html" if status else "errors/other.html"
        response = make_response(
            render_template(
                template, problem=problem, text=refusal_text(problem.code, problem.params)
            )
        )
        response.status_code = problem.status
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    response.headers.update(headers or {})
    response.headers["Cache-Control"] = "no-store"
    return response


def _of_call(error: Exception) -> Response:
    problem = problem_of(error)
    if problem.status >= 500:
        _log.warning("%s", error, extra={"correlation_id": g.get("correlation_id")})
    return answer(problem)


def _http(error: HTTPException) -> AnyResponse:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    status = error.code or 500
    headers = {k: v for k, v in error.get_headers() if k in ("Allow", "Retry-After")}
    return answer(Problem(status, CODE_OF_STATUS.get(status, "bad-request")), headers)


def _login(error: LoginRequired) -> AnyResponse:
    code = "session-ended" if error.ended else "login-required"
    if is_api():
        return answer(Problem(401, code), {"WWW-Authenticate": "Bearer"})
    target = request.full_path.rstrip("?") if request.method == "GET" else "/"
    values = {"next": target} | ({"ended": "1"} if error.ended else {})
    path = STAFF_LOGIN_PATH if request.path.startswith("/office") else LOGIN_PATH
    response: Any = redirect(f"{path}?{_query(values)}", 303)
    return end_session(response) if error.ended else response


def _query(values: dict[str, str]) -> str:
    return urlencode(values)


def _change_password(error: PasswordChangeRequired) -> AnyResponse:
    if is_api():
        return answer(Problem(403, "password-change-required"))
    return redirect(PASSWORD_CHANGE_PATH, 303)


def _unexpected(error: Exception) -> Response:
    if current_app.testing:
        raise error
    # The text of an exception may hold personal data: only its type and its way are logged.
    way = [f"{step.filename}:{step.lineno}" for step in traceback.extract_tb(error.__traceback__)]
    _log.error("unexpected %s at %s", type(error).__name__, " > ".join(way[-8:]))
    return answer(Problem(500, "unexpected"))


def init_errors(app: Flask) -> None:
    """Registers the handlers."""
    for kind in (Refused, Away, DeadlinePassed, ServiceFault):
        app.register_error_handler(kind, _of_call)
    app.register_error_handler(CSRFError, lambda error: answer(Problem(409, "stale-form")))
    app.register_error_handler(BadFormToken, lambda error: answer(Problem(409, "stale-form")))
    app.register_error_handler(LoginRequired, _login)
    app.register_error_handler(Forbidden, lambda error: answer(Problem(403, error.code)))
    app.register_error_handler(PasswordChangeRequired, _change_password)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)
