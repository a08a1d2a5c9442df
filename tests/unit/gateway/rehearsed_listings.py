"""The real listings service in memory behind the gateway, as the wire would answer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson

from services.kernel.contracts.rpc import Refused
from services.kernel.eventkit.domain import Actor, Facet, Refusal, Role
from tests.support.rehearsal import Rehearsal
from tests.unit.gateway.fake_services import FakeServices
from tests.unit.listings.stage import open_stage

ORGANISATION = "org-1"


class RehearsedListings(FakeServices):
    """Answers `listings.*` by the service itself, everything else as told."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.stage: Rehearsal = open_stage(at)

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
        if service != "listings" or name in self.answers:
            return super().send(service, operation, payload, envelope, within=within)
        # Each call has its own caller.
        self.answers[name] = lambda wire: self._ask(operation, wire, envelope)
        try:
            return super().send(service, operation, payload, envelope, within=within)
        finally:
            del self.answers[name]

    def _ask(self, operation: str, payload: Mapping[str, Any], envelope: Mapping[str, Any]) -> Any:
        actor = envelope["actor"]
        whole = Actor(
            Role(actor["role"]),
            actor["id"],
            actor["organisation_id"],
            frozenset(Facet(facet) for facet in actor["facets"]),
        )
        try:
            return self.stage.run(
                operation,
                orjson.loads(orjson.dumps(payload)),
                whole,
                command_id=str(uuid.UUID(envelope["command_id"])),
            )
        except Refusal as refusal:
            raise Refused(wire_form(refusal)) from None

    def as_organisation(self) -> None:
        """The token "token" is the session of the organisation org-1."""
        self.sign_in("organisation", organisation_id=ORGANISATION)

    def as_secretariat(self) -> None:
        """The token "token" is the session of somebody of the secretariat."""
        self.sign_in("secretariat")


def wire_form(refusal: Refusal) -> dict[str, Any]:
    return {
        "code": refusal.code,
        "kind": refusal.kind.value,
        "fields": {
            name: [{"code": problem.code, "params": dict(problem.params)} for problem in problems]
            for name, problems in refusal.fields.items()
        },
        "params": refusal.params,
    }
