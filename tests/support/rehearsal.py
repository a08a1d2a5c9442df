"""A whole service in memory: commands in, events, documents and public events out.

stage = Rehearsal(listings.bootstrap.build, Settings(...), at=tokyo(2024, 5, 1, 15, 0))
stage.run("draft_listing", {...}, as_organisation("org-1"))
stage.documents("listings_of_organisation")
stage.hear("identity", "UserWithdrawn", subject="u-1", data={...})
stage.until(tokyo(2024, 5, 1, 22, 0))        # moves the clock, runs what falls due
stage.published                               # list of PublicEvent
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT, Recorded
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.decoding import recorded_of
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.projection import Handler, fold_batch
from services.kernel.eventkit.application.reaction import Trigger
from services.kernel.eventkit.application.schedule import DUE
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.domain import SYSTEM, Actor, Facet, Role
from services.kernel.eventkit.domain.tokyo import TOKYO
from services.kernel.eventkit.memory.event_store import MemoryEventStore
from services.kernel.eventkit.memory.parts import (
    CountingIds,
    FixedClock,
    MemoryFiles,
    MemoryNumbers,
    MemoryPersonalData,
    StubNeighbours,
    WeekdaysOnly,
)
from services.kernel.eventkit.memory.snapshots import MemorySnapshots
from services.kernel.eventkit.memory.views import MemoryViews


def tokyo(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0
) -> datetime:
    """A moment by Tokyo's wall clock, aware, in UTC."""
    return datetime(year, month, day, hour, minute, second, tzinfo=TOKYO).astimezone(UTC)


def as_individual(account: str, *facets: Facet) -> Actor:
    return Actor(Role.INDIVIDUAL, account, None, frozenset(facets))


def as_organisation(organisation: str, account: str = "person-in-charge") -> Actor:
    return Actor(Role.ORGANISATION, account, organisation, frozenset({Facet.FULL_ORGANISATION}))


def as_staff(role: Role = Role.SECRETARIAT, account: str = "staff-1") -> Actor:
    return Actor(role, account)


class Rehearsal:
    """See the module's docstring."""

    def __init__(
        self, build: Callable[..., Service], settings: Any, at: datetime, **build_options: Any
    ) -> None:
        self.clock = FixedClock(at)
        self.paused: list[float] = []
        self.store = MemoryEventStore()
        self.snapshots = MemorySnapshots()
        self.views = MemoryViews()
        self.personal_data = MemoryPersonalData()
        self.files = MemoryFiles(self.personal_data)
        self.neighbours = StubNeighbours()
        parts = Parts(
            store=self.store,
            snapshots=self.snapshots,
            views=self.views,
            personal_data=self.personal_data,
            numbers=MemoryNumbers(),
            files=self.files,
            clock=self.clock,
            ids=CountingIds(),
            holidays=WeekdaysOnly(),
            neighbours=self.neighbours,
            pause=self.paused.append,
        )
        self.service = build(settings, parts, **build_options)
        self.published: list[PublicEvent] = []
        self._seen = 0
        self._heard: dict[str, int] = {}

    def run(
        self,
        name: str,
        payload: Mapping[str, Any],
        actor: Actor,
        *,
        command_id: str | None = None,
        language: str = "ja",
    ) -> Any:
        """One command or query as it arrives from the wire; projections and reactions follow."""
        envelope = {
            "command_id": command_id,
            "language": language,
            "actor": {
                "id": actor.id,
                "role": actor.role.value,
                "organisation_id": actor.organisation_id,
                "facets": [facet.value for facet in actor.facets],
            },
        }
        answer = self.service.application.handle(name, dict(payload), envelope)
        self._settle()
        return answer

    def hear(
        self, source: str, type_: str, subject: str, data: Mapping[str, Any], version: int = 1
    ) -> PublicEvent:
        """A public event of another service arrives."""
        previous = self._heard.get(source, 0)
        position = previous + EVENTS_PER_COMMIT
        self._heard[source] = position
        event = PublicEvent(
            id=derived_id("heard", source, str(position)),
            source=source,
            type=type_,
            version=version,
            time=self.clock.now(),
            subject=subject,
            data=dict(data),
            position=position,
            previous=previous,
            correlation_id="heard",
            causation_id=None,
        )
        self._occur(event)
        self._settle()
        return event

    def take(self, event: PublicEvent) -> None:
        """A public event of another rehearsal arrives as it was published there."""
        self._occur(event)
        self._settle()

    def until(self, moment: datetime) -> None:
        """Moves the clock to this moment, running what falls due at its own due time, in order."""
        ran: set[tuple[str, datetime]] = set()
        while True:
            waiting = [
                entry
                for entry in self.views.find(
                    DUE, {"due_at": {"$lte": moment}}, order=[("due_at", 1)]
                )
                if (entry["_id"], entry["due_at"]) not in ran
            ]
            if not waiting:
                break
            entry = waiting[0]
            ran.add((entry["_id"], entry["due_at"]))
            self.clock.at = max(self.clock.at, entry["due_at"])
            command_id = derived_id("due", entry["_id"], entry["due_at"].isoformat())
            context = self._context(entry["command"], command_id, command_id, "")
            self.service.application.execute(entry["command"], entry["payload"], context)
            self._settle()
        self.clock.at = moment

    def documents(self, projection: str) -> dict[str, dict[str, Any]]:
        """All documents of one projection by key."""
        return dict(self.views.store.get(projection, {}))

    def events(self, stream: str | None = None) -> list[Any]:
        """The decoded own events, of one stream or all."""
        return [
            recorded.event
            for commit in self.store.read_log(0, 1_000_000)
            if stream is None or commit.stream == stream
            for recorded in recorded_of(commit, self.service.codec)
        ]

    def _context(self, name: str, command_id: str, correlation: str, causation: str) -> Context:
        return Context(name, command_id, SYSTEM, self.clock.now(), correlation, causation or None)

    def _settle(self) -> None:
        while commits := self.store.read_log(self._seen, 100):
            self._seen += len(commits)
            for commit in commits:
                for recorded in recorded_of(commit, self.service.codec):
                    self._publish(recorded)
                    self._occur(recorded)

    def _publish(self, recorded: Recorded[Any]) -> None:
        draft = self.service.publish(recorded)
        if draft is None:
            return
        self.published.append(
            PublicEvent(
                id=recorded.id,
                source=self.service.name,
                type=draft.type,
                version=draft.version,
                time=recorded.at,
                subject=draft.subject,
                data=draft.data,
                position=recorded.position,
                previous=self.published[-1].position if self.published else 0,
                correlation_id=recorded.correlation_id,
                causation_id=recorded.causation_id,
            )
        )

    def _occur(self, occurrence: Any) -> None:
        for projection in self.service.projections:

            def handlers(one: Any, projection: Any = projection) -> list[Handler]:
                if isinstance(one, PublicEvent):
                    return list(projection.public.get((one.source, one.type), ()))
                return list(projection.own.get(type(one.event), ()))

            documents = self.views.store.setdefault(projection.name, {})
            touched = fold_batch(handlers, [occurrence], partial(_among, documents))
            for key, document in touched.items():
                if document is None:
                    documents.pop(key, None)
                else:
                    documents[key] = document
        for reaction in self.service.reactions:
            if isinstance(occurrence, PublicEvent):
                wanted = reaction.source == occurrence.source and occurrence.type in reaction.types
            else:
                wanted = (
                    reaction.source == self.service.name
                    and type(occurrence.event) in reaction.types
                )
            if wanted:
                trigger = Trigger(
                    reaction.name, occurrence.id, occurrence.correlation_id, self._context
                )
                reaction.handle(occurrence, trigger)


def _among(documents: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    return {key: documents[key] for key in keys if key in documents}
