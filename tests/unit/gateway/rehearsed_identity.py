"""The real identity service in memory behind the gateway, as the wire would answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import orjson
from flask import Flask
from flask.testing import FlaskClient

from gateway.clock import PortalClock
from services.kernel.contracts.rpc import Refused
from services.kernel.eventkit.domain import Actor, Facet, Refusal, Role
from tests.unit.gateway.fake_services import FakeServices
from tests.unit.gateway.rehearsed_listings import wire_form
from tests.unit.identity.people_cast import People


class RehearsedIdentity(FakeServices):
    """Answers `identity.*` by the service itself, everything else as told."""

    def __init__(self, at: datetime, stage: People | None = None) -> None:
        super().__init__()
        self.stage = stage or People(at)

    def send(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any],
        envelope: Mapping[str, Any],
        *,
        within: float,
    ) -> Any:
        name = f"{service}.{operation}"
        if service != "identity" or name in self.answers:
            return super().send(service, operation, payload, envelope, within=within)
        self.answers[name] = lambda wire: self._ask(operation, wire, envelope)
        try:
            return super().send(service, operation, payload, envelope, within=within)
        finally:
            del self.answers[name]

    def _ask(self, operation: str, payload: Mapping[str, Any], envelope: Mapping[str, Any]) -> Any:
        actor = envelope["actor"]
        caller = Actor(
            Role(actor["role"]),
            actor["id"],
            actor["organisation_id"],
            frozenset(Facet(facet) for facet in actor["facets"]),
        )
        wire = orjson.loads(orjson.dumps(payload))
        try:
            answer = self.stage.run(operation, wire, caller, command_id=envelope["command_id"])
        except Refusal as refusal:
            raise Refused(wire_form(refusal)) from None
        return orjson.loads(orjson.dumps(answer))

    def as_person(self, account_id: str) -> None:
        """The token "token" is the session of this individual."""
        document = self.stage.documents("accounts")[account_id]
        self.sign_in(
            "individual",
            account_id=account_id,
            status=document["standing"],
            facets=["full-registrant"] if document["standing"] == "full" else [],
        )


class _StageClock(PortalClock):
    def __init__(self, services: RehearsedIdentity) -> None:
        super().__init__()
        self._services = services

    def now(self) -> datetime:
        return self._services.stage.clock.now().astimezone(UTC)


def browser(app: Flask, services: RehearsedIdentity) -> FlaskClient:
    """A browser with the session of whoever is signed in."""
    app.extensions["clock"] = _StageClock(services)
    client = app.test_client()
    client.set_cookie("session", "token")
    return client
