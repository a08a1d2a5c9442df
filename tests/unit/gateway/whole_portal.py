"""All services in memory, side by side behind the gateway: events cross over, questions are answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import orjson

from services.applications.bootstrap import build as build_applications
from services.applications.settings import Settings as ApplicationsSettings
from services.kernel.contracts.rpc import Refused
from services.kernel.eventkit.domain import SYSTEM, Actor, Facet, Refusal, Role
from services.listings.bootstrap import build as build_listings
from services.listings.settings import Settings as ListingsSettings
from services.messaging.adapters.memory_transport import MemoryTransport
from services.messaging.bootstrap import build as build_messaging
from services.reporting.bootstrap import build as build_reporting
from tests.support.rehearsal import Rehearsal
from tests.unit.gateway.fake_services import FakeServices
from tests.unit.gateway.rehearsed_listings import wire_form
from tests.unit.identity.people_cast import People
from tests.unit.listings.stage import ListedSearch
from tests.unit.messaging.stage import SETTINGS as MESSAGING
from tests.unit.reporting.survey_words import SETTINGS as REPORTING

Key = tuple[str, str]


class WholePortal(FakeServices):
    """Answers every operation by the service itself, unless told otherwise."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.identity = People(at)
        search = ListedSearch()
        listings = Rehearsal(build_listings, ListingsSettings(), at, search=search)
        search.stage = listings
        self.stages: dict[str, Rehearsal] = {
            "identity": self.identity,
            "listings": listings,
            "applications": Rehearsal(build_applications, ApplicationsSettings(), at),
            "messaging": Rehearsal(build_messaging, MESSAGING, at, transport=MemoryTransport()),
            "reporting": Rehearsal(build_reporting, REPORTING, at),
        }
        self._carried = dict.fromkeys(self.stages, 0)
        for stage in self.stages.values():
            stage.neighbours.answers = _Neighbours(self)

    def run(self, service: str, operation: str, payload: Mapping[str, Any], actor: Actor) -> Any:
        """One call; whatever it makes happen in other services has happened afterwards."""
        wire = orjson.loads(orjson.dumps(dict(payload)))
        try:
            return self.stages[service].run(operation, wire, actor)
        finally:
            self.carry()

    def carry(self) -> None:
        """Brings public events to all who listen, and those that follow from them."""
        while self._carry_once():
            pass

    def until(self, moment: datetime) -> None:
        """Lets time pass for everybody."""
        for stage in self.stages.values():
            stage.until(moment)
            self.carry()

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
        if name in self.answers or service not in self.stages:
            return super().send(service, operation, payload, envelope, within=within)
        self.answers[name] = lambda wire: self._answer(service, operation, wire, envelope)
        try:
            return super().send(service, operation, payload, envelope, within=within)
        finally:
            del self.answers[name]

    def _answer(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any],
        envelope: Mapping[str, Any],
    ) -> Any:
        raw = envelope["actor"]
        facets = frozenset(Facet(facet) for facet in raw["facets"])
        actor = Actor(Role(raw["role"]), raw["id"], raw["organisation_id"], facets)
        try:
            answer = self.run(service, operation, payload, actor)
        except Refusal as refusal:
            raise Refused(wire_form(refusal)) from None
        return orjson.loads(orjson.dumps(answer))

    def _carry_once(self) -> bool:
        carried = False
        for name, stage in self.stages.items():
            for event in stage.published[self._carried[name] :]:
                self._carried[name] += 1
                carried = True
                for other in self.stages.values():
                    if other is not stage:
                        other.take(event)
        return carried


class _Neighbours(dict[Key, Callable[[Mapping[str, Any]], Any]]):
    """Every operation of every service, as the internal system."""

    def __init__(self, portal: WholePortal) -> None:
        super().__init__()
        self._portal = portal

    def __missing__(self, key: Key) -> Callable[[Mapping[str, Any]], Any]:
        service, operation = key

        def ask(payload: Mapping[str, Any]) -> Any:
            try:
                return self._portal.stages[service].run(operation, dict(payload), SYSTEM)
            except Refusal as refusal:
                raise Refused(wire_form(refusal)) from None

        return ask
