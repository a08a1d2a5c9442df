"""Logging in and out by API (ID-53 to ID-61)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.v1.accounts_schemas import SessionBody, SessionSchema
from gateway.auth.allow import ANYONE, SIGNED_IN
from gateway.auth.sessions import current_token
from gateway.backend import backend
from gateway.web.limits import count_attempt, guarded
from services.kernel.contracts.rpc import Refused

operations = Operations("sessions", "/sessions", "Logging in and out.")


@operations.operation(
    "POST",
    "",
    who=[ANYONE],
    body=SessionBody,
    answer=SessionSchema,
    status=201,
    refuses={
        403: [
            "login-refused",
            "login-refused-wait",
            "account-locked",
            "account-suspended",
            "second-factor-needed",
        ],
        409: ["already-logged-in"],
    },
    with_temporary_password=True,
)
@guarded
def start_session(body: dict[str, Any]) -> dict[str, Any]:
    """Log in.

    The token goes into `Authorization: Bearer`. An account has one session at a time; it ends 60
    minutes after its last request. With `must_change_password` only `POST
    /accounts/current/password` and the end of the session are open. An internal user of several
    roles acts in the one named by the header `Kakehashi-Role`, otherwise in the first.
    Where a second factor is on, `one_time_code` is needed too: a code of the app or a recovery code.
    """
    count_attempt(f"{body['kind']}:{body['login_id']}")
    answer: dict[str, Any] = backend.call("identity", "log_in", body)
    if "second_step" in answer:
        raise Refused({"code": "second-factor-needed", "kind": "forbidden"})
    return {name: answer[name] for name in SessionSchema().fields}


@operations.operation(
    "DELETE", "/current", who=[SIGNED_IN], status=204, with_temporary_password=True
)
def end_session() -> None:
    """Log out.

    The session of the token ends at once.
    """
    backend.call("identity", "log_out", {"token": current_token()})
