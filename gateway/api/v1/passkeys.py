"""Passkeys of the own account by API, and logging in with one (WebAuthn)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.v1.accounts_schemas import CommandReceiptSchema, SessionSchema
from gateway.api.v1.passkeys_schemas import (
    PasskeyBody,
    PasskeyOptionsSchema,
    PasskeyPreparationBody,
    PasskeyReceiptSchema,
    PasskeyRemovalBody,
    PasskeySessionBody,
)
from gateway.auth.allow import ANYONE, SIGNED_IN
from gateway.backend import backend
from gateway.web.limits import guarded
from services.kernel.contracts.identity_credentials import BeginPasskeyLogIn

operations = Operations(
    "passkeys", "", "Passkeys (WebAuthn) beside the password: registering, removing, logging in."
)


@operations.operation(
    "POST",
    "/accounts/current/passkeys/options",
    who=[SIGNED_IN],
    body=PasskeyPreparationBody,
    answer=PasskeyOptionsSchema,
    refuses={403: ["account-locked"], 409: ["passkeys-not-offered", "too-many-passkeys"]},
)
@guarded
def prepare_passkey(body: dict[str, Any]) -> dict[str, Any]:
    """Options to make a passkey with.

    For `navigator.credentials.create`. The challenge is for this session, for five minutes.
    """
    answer: dict[str, Any] = backend.call("identity", "prepare_passkey", body)
    return answer


@operations.operation(
    "POST",
    "/accounts/current/passkeys",
    who=[SIGNED_IN],
    body=PasskeyBody,
    answer=PasskeyReceiptSchema,
    status=201,
    refuses={
        403: ["passkey-challenge-over"],
        409: ["passkey-registered-already", "too-many-passkeys"],
        422: ["passkey-not-accepted"],
    },
)
@guarded
def register_passkey(body: dict[str, Any]) -> dict[str, Any]:
    """Register a passkey.

    The credential has to be discoverable, and to have verified its user, on a page of the portal.
    """
    answer: dict[str, Any] = backend.call("identity", "register_passkey", body)
    return answer


@operations.operation(
    "POST",
    "/accounts/current/passkeys/<passkey_id>/removal",
    who=[SIGNED_IN],
    body=PasskeyRemovalBody,
    answer=CommandReceiptSchema,
    refuses={403: ["account-locked"]},
)
@guarded
def remove_passkey(body: dict[str, Any], passkey_id: str) -> dict[str, Any]:
    """Remove a passkey.

    `GET /accounts/current/security` lists them.
    """
    payload = {**body, "passkey_id": passkey_id}
    answer: dict[str, Any] = backend.call("identity", "remove_passkey", payload)
    return answer


@operations.operation(
    "POST",
    "/sessions/passkey/options",
    who=[ANYONE],
    body=BeginPasskeyLogIn,
    answer=PasskeyOptionsSchema,
    refuses={409: ["passkeys-not-offered"]},
    with_temporary_password=True,
)
@guarded
def begin_passkey_session(body: dict[str, Any]) -> dict[str, Any]:
    """Options to log in with a passkey.

    For `navigator.credentials.get`. They name nobody. The challenge is for one try, for five
    minutes; keep the ticket where only the one who asked has it.
    """
    answer: dict[str, Any] = backend.call("identity", "begin_passkey_log_in", body)
    return answer


@operations.operation(
    "POST",
    "/sessions/passkey",
    who=[ANYONE],
    body=PasskeySessionBody,
    answer=SessionSchema,
    status=201,
    refuses={
        403: [
            "passkey-refused",
            "passkey-challenge-over",
            "passkey-behind",
            "account-locked",
            "account-suspended",
        ],
        409: ["already-logged-in"],
    },
    with_temporary_password=True,
)
@guarded
def start_passkey_session(body: dict[str, Any]) -> dict[str, Any]:
    """Log in with a passkey.

    The whole login, also where a second factor is on. Otherwise like `POST /sessions`.
    """
    answer: dict[str, Any] = backend.call("identity", "log_in_with_passkey", body)
    return {name: answer[name] for name in SessionSchema().fields}
