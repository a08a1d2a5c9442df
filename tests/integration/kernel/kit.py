"""The parts of the kernel on a real database, with stand-ins for what surrounds them."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.ports import NeighbourAway
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.memory.parts import (
    CountingIds,
    FixedClock,
    StubNeighbours,
    WeekdaysOnly,
)
from services.kernel.eventkit.mongo.event_store import MongoEventStore
from services.kernel.eventkit.mongo.files import MongoFiles
from services.kernel.eventkit.mongo.numbers import MongoNumbers
from services.kernel.eventkit.mongo.snapshots import MongoSnapshots
from services.kernel.eventkit.mongo.views import MongoViews
from services.kernel.eventkit.privacy.keys import MongoPersonalData
from services.kernel.eventkit.running.own_tail import OwnTail
from services.kernel.eventkit.running.projector import Projector
from services.kernel.eventkit.running.rebuild import Rebuilder
from tests.support import noticeboard

NOON = datetime(2024, 5, 1, 3, tzinfo=UTC)
SYSTEM = {"actor": {"id": "portal", "role": "internal-system"}}
MASTER = base64.b64decode(base64.b64encode(b"k" * 32))


class Kit:
    """A notice board on a real database, driven step by step."""

    def __init__(self, client: Any, name: str) -> None:
        self.client = client
        self.database = client[name]
        self.clock = FixedClock(NOON)
        self.store = MongoEventStore(self.database)
        self.store.prepare()
        personal = MongoPersonalData(self.database, MASTER)
        files = MongoFiles(self.database, personal)
        files.prepare()
        self.neighbours = StubNeighbours()
        self.parts = Parts(
            store=self.store,
            snapshots=MongoSnapshots(self.database),
            views=MongoViews(self.database, "noticeboard", ()),
            personal_data=personal,
            numbers=MongoNumbers(self.database),
            files=files,
            clock=self.clock,
            ids=CountingIds(),
            holidays=WeekdaysOnly(),
            neighbours=self.neighbours,
            pause=lambda seconds: None,
        )
        self.service: Service = noticeboard.build(None, self.parts)
        self.lock = threading.Lock()
        self.tail = OwnTail("noticeboard", self.store, self.service.codec)

    def post(self, text: str, command_id: str | None = None) -> str:
        envelope = {**SYSTEM, "command_id": command_id}
        answer = self.service.application.handle("post_notice", {"text": text}, envelope)
        return str(answer["notice_id"])

    def take_down(self, notice_id: str) -> None:
        self.service.application.handle("take_down_notice", {"notice_id": notice_id}, SYSTEM)

    def rebuilder(self) -> Rebuilder:
        return Rebuilder(
            "noticeboard",
            self.database,
            self.store,
            self.service.codec,
            self.neighbours,
            self.lock,
        )

    def projector(self) -> Projector:
        return Projector(
            self.client, self.database, self.service.projections, self.log_tail(), self.lock
        )

    def log_tail(self) -> LogTail:
        return LogTail(self.tail)

    def start_empty(self) -> None:
        for projection in self.service.projections:
            self.rebuilder().start_empty(projection)

    def catch_up(self) -> None:
        """Projects everything there is."""
        projector = self.projector()
        while projector.step(0.0):
            continue

    def documents(self, collection: str) -> dict[str, dict[str, Any]]:
        return {d.pop("_id"): d for d in self.database[collection].find()}


class LogTail:
    """The own log without a window: every reading goes to the store."""

    def __init__(self, tail: OwnTail) -> None:
        self.source = tail.source
        self._tail = tail
        tail._window.start_at(2**62)

    def read(self, after: int, limit: int, wait_seconds: float) -> tuple[Sequence[Any], int]:
        return self._tail.read(after, limit, 0.0)


@dataclass
class ListedTail:
    """A source whose occurrences the test lists."""

    source: str
    occurrences: list[PublicEvent] = field(default_factory=list)
    away: bool = False

    def add(self, type_: str = "NoticePosted", subject: str = "n-1", **data: Any) -> PublicEvent:
        previous = self.occurrences[-1].position if self.occurrences else 0
        event = PublicEvent(
            id=f"{self.source}-{previous + 10}",
            source=self.source,
            type=type_,
            version=1,
            time=NOON,
            subject=subject,
            data=data,
            position=previous + 10,
            previous=previous,
            correlation_id="c-1",
            causation_id=None,
        )
        self.occurrences.append(event)
        return event

    def read(self, after: int, limit: int, wait_seconds: float) -> tuple[Sequence[Any], int]:
        if self.away:
            raise NeighbourAway(self.source)
        found = [o for o in self.occurrences if o.position > after][:limit]
        return found, found[-1].position if found else after


@dataclass
class Paused(threading.Event):
    """A `stopping` whose waits pass at once and are noted."""

    waits: list[float] = field(default_factory=list)
    on_wait: Callable[[], None] | None = None

    def __post_init__(self) -> None:
        threading.Event.__init__(self)

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0.0)
        if self.on_wait is not None:
            self.on_wait()
        return self.is_set()
