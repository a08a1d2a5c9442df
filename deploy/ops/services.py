"""Asking the services of a running portal, as its operator."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click

from deploy.local.installation import HOME, read_environment
from deploy.local.portal import SERVICES
from services.kernel.contracts.rpc import (
    Away,
    DeadlinePassed,
    Refused,
    RpcClient,
    ServiceFault,
)

__all__ = ["SERVICES", "Services", "local_settings", "services"]

_OPERATOR = {"id": "operator", "role": "operator"}


def local_settings() -> dict[str, str]:
    """The environment, completed by what the local run was told."""
    return read_environment(HOME, os.environ)


class Services:
    """The operations of all services; failures are told to the operator and end the command."""

    def __init__(self, client: RpcClient) -> None:
        self._client = client

    def ask(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any],
        *,
        within: float = 15.0,
    ) -> Any:
        """Calls one operation. Raises ClickException with what went wrong."""
        command_id = str(uuid.uuid4())  # noqa: TID251  names this call, no thing of the portal
        envelope = {"actor": _OPERATOR, "command_id": command_id}
        try:
            return self._client.call(service, operation, payload, envelope, within=within)
        except Refused as refusal:
            raise click.ClickException(f"{service} refused: {told(refusal)}") from None
        except Away as away:
            raise click.ClickException(f"{service} is away ({away.reason})") from None
        except DeadlinePassed:
            raise click.ClickException(f"{service} did not answer within {within:.0f} s") from None
        except ServiceFault as fault:
            raise click.ClickException(f"{service} failed ({fault.kind}); see its log") from None


def told(refusal: Refused) -> str:
    """A refusal in one line: its code, and the problems field by field."""
    return "; ".join([refusal.code, *problems_told(refusal.fields)])


def problems_told(fields: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    """Each problem as `field: code (params)`."""
    return [
        f"{name}: {problem['code']}{params_told(problem.get('params') or {})}"
        for name, problems in sorted(fields.items())
        for problem in problems
    ]


def params_told(params: Mapping[str, Any]) -> str:
    """The details of a problem in brackets, if it has any."""
    inner = ", ".join(f"{name} {value}" for name, value in params.items())
    return f" ({inner})" if inner else ""


@contextmanager
def services() -> Iterator[Services]:
    """The services of the portal that AMQP_URI names, or of the local run."""
    uri = local_settings().get("AMQP_URI")
    if not uri:
        raise click.ClickException("No portal runs here (make run), and AMQP_URI is not set.")
    client = RpcClient(uri, "operator")
    try:
        yield Services(client)
    finally:
        client.close()
