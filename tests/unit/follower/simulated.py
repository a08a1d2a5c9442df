"""A portal of two services, its feed and its broker, without a network."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from deploy.follower.broker import BrokerAway
from deploy.follower.cursor import Cursor
from deploy.follower.follower import FeedAway, Follower, Page
from deploy.follower.outputs import Checkpoint, FileOutput
from services.kernel.contracts.public_event import PublicEvent


@dataclass
class Portal:
    """What has been published, per source in order."""

    events: dict[str, list[PublicEvent]] = field(default_factory=dict)

    def publish(self, source: str, step: int = 256) -> PublicEvent:
        """One more event, `step` positions after the one before."""
        known = self.events.setdefault(source, [])
        previous = known[-1].position if known else 0
        event = PublicEvent(
            id=f"{source}-{previous + step}",
            source=source,
            type="ListingPublished",
            version=1,
            time=datetime(2024, 5, 1, 13, tzinfo=UTC),
            subject="l-1",
            data={"title": "保健専門家"},
            position=previous + step,
            previous=previous,
            correlation_id="c-1",
            causation_id=None,
        )
        known.append(event)
        return event

    def all(self) -> dict[str, list[str]]:
        """The ids of all events by source."""
        return {source: [event.id for event in events] for source, events in self.events.items()}


@dataclass
class SimulatedFeed:
    """See `Feed`; `away` is how often it will not answer."""

    portal: Portal
    limit: int = 3
    away: int = 0
    asked: list[str] = field(default_factory=list)

    def read(self, after: Cursor, wait_seconds: int) -> Page:
        self.asked.append(str(after))
        if self.away:
            self.away -= 1
            raise FeedAway("simulated")
        found, upto = list[PublicEvent](), after
        for source, events in self.portal.events.items():
            later = [event for event in events if event.position > after.of(source)]
            for event in later[: self.limit - len(found)]:
                found.append(event)
                upto = upto.advanced(source, event.position)
            if not later:
                # Private events may lie behind the last public one.
                upto = upto.advanced(source, events[-1].position + 255)
        return Page(tuple(found), upto)


class SimulatedQueue:
    """See `Queue`: batches and faults in the order they are to come; then it stops the follower."""

    def __init__(
        self,
        stopping: threading.Event,
        script: list[list[PublicEvent] | Callable[[], list[PublicEvent] | None]],
    ) -> None:
        self._stopping = stopping
        self._script = script
        self.opened = 0
        self.acknowledged = 0
        self.closed = 0
        self.refuse_to_open = 0

    def open(self) -> None:
        if self.refuse_to_open:
            self.refuse_to_open -= 1
            raise BrokerAway("simulated")
        self.opened += 1

    def receive(self, wait_seconds: float) -> list[PublicEvent]:
        if not self._script:
            self._stopping.set()
            return []
        step = self._script.pop(0)
        return (step() or []) if callable(step) else step

    def acknowledge(self) -> None:
        self.acknowledged += 1

    def close(self) -> None:
        self.closed += 1


def break_connection() -> None:
    """A step of a script: the connection is lost."""
    raise BrokerAway("simulated")


def new_follower(folder: Path, feed: SimulatedFeed) -> Follower:
    """A follower as it starts, with whatever is in the folder."""
    return Follower(feed, FileOutput(folder / "events.jsonl"), Checkpoint(folder / "checkpoint"))


def written(folder: Path) -> dict[str, list[str]]:
    """The ids in the output by source, in the order of the lines."""
    found: dict[str, list[str]] = {}
    for line in (folder / "events.jsonl").read_text().splitlines():
        event = json.loads(line)
        found.setdefault(event["source"], []).append(event["id"])
    return found
