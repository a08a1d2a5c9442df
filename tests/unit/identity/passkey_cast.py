"""Passkeys of people on the stage."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.domain import VISITOR, Actor
from tests.support.authenticator import Authenticator
from tests.unit.identity.stage import PASSWORD, Stage, as_individual

AGAIN = {"current_password": PASSWORD}


def prepared(stage: Stage, person: Actor) -> dict[str, Any]:
    """The options of a registration, and its ticket."""
    answer: dict[str, Any] = stage.run("prepare_passkey", AGAIN, person)
    return answer


def registered(
    stage: Stage,
    account_id: str,
    name: str = "電話",
    device: Authenticator | None = None,
    **other: Any,
) -> tuple[Authenticator, str]:
    """An authenticator with a passkey of this account, and the id of the passkey."""
    device = device or Authenticator()
    person = other.pop("person", None) or as_individual(account_id)
    begun = prepared(stage, person)
    payload = {
        "ticket": begun["ticket"],
        "credential": device.create(begun["options"], **other),
        "name": name,
    }
    return device, stage.run("register_passkey", payload, person)["passkey_id"]


def begun(stage: Stage, **more: Any) -> dict[str, Any]:
    """The options of a login, and its ticket."""
    answer: dict[str, Any] = stage.run("begin_passkey_log_in", more, VISITOR)
    return answer


def logged_in(stage: Stage, device: Authenticator, which: int = -1, **more: Any) -> dict[str, Any]:
    """Logs in with a passkey of this authenticator."""
    answer: dict[str, Any] = stage.run(
        "log_in_with_passkey", answered(stage, device, which), VISITOR, **more
    )
    return answer


def answered(
    stage: Stage, device: Authenticator, which: int = -1, internal: bool = False, **other: Any
) -> dict[str, Any]:
    """The payload of a login: a new challenge, answered."""
    asked = begun(stage, internal=internal)
    credential = device.get(asked["options"], which, **other)
    return {"ticket": asked["ticket"], "credential": credential, "internal": internal}


def refused(stage: Stage, device: Authenticator, which: int = -1, **other: Any) -> str:
    """The code with which this login is refused."""
    return stage.refusal("log_in_with_passkey", answered(stage, device, which, **other)).code


def log_out(stage: Stage, answer: dict[str, Any]) -> None:
    stage.run("log_out", {"token": answer["token"]}, VISITOR)
