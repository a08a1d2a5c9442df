"""The follower itself: what to do with events from either way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from deploy.follower.cursor import Cursor
from deploy.follower.outputs import Checkpoint, Output
from services.kernel.contracts.public_event import PublicEvent


class FeedAway(Exception):
    """The change feed does not answer; the follower tries again later."""


class FeedBehind(FeedAway):
    """The feed does not show yet what a message has announced."""


class FeedHasGap(Exception):
    """The feed itself left an event out: this must not happen, and nobody should read on."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of the feed."""

    events: tuple[PublicEvent, ...]
    upto: Cursor


class Feed(Protocol):
    """The change feed."""

    def read(self, after: Cursor, wait_seconds: int) -> Page:
        """The next events; waits up to so long for one. Raises `FeedAway`."""


class Follower:
    """Writes each event once and in order per source.

    An event whose `previous` lies beyond what was written was preceded by one that did not
    arrive: what lies between comes from the feed first. An event at or before what was written
    is a repetition and left out.
    """

    def __init__(self, feed: Feed, output: Output, checkpoint: Checkpoint) -> None:
        self._feed = feed
        self._output = output
        self._checkpoint = checkpoint
        cursor, self._offset = checkpoint.load()
        self.cursor = output.recover(self._offset, cursor)
        self.gaps = 0
        self.repetitions = 0

    def catch_up(self, wait_seconds: int = 0) -> int:
        """Writes what the feed has beyond the cursor and says how much that was.

        Raises `FeedAway`, `FeedHasGap`.
        """
        written = 0
        while True:
            before = self.cursor
            page = self._feed.read(before, 0 if written else wait_seconds)
            written += self._write(self._contiguous(page.events), page.upto)
            if self.cursor == before:
                if page.events:
                    raise FeedAway("the feed repeats itself")
                # Only a feed that does not move has nothing more; without events it may go on.
                return written

    def take(self, events: Iterable[PublicEvent]) -> int:
        """Writes what came by message, filling gaps from the feed; says how many of them.

        When it returns, everything it was given is written and may be acknowledged. Raises
        `FeedAway`, `FeedHasGap`; then the events are to be given again.
        """
        cursor, fresh, written = self.cursor, list[PublicEvent](), 0
        for event in events:
            if event.position > cursor.of(event.source) and event.previous > cursor.of(
                event.source
            ):
                written += self._write(fresh, cursor)
                self.gaps += 1
                self.catch_up()
                cursor, fresh = self.cursor, []
                if event.previous > cursor.of(event.source):
                    raise FeedBehind(f"{event.source} {event.position}")
            if event.position <= cursor.of(event.source):
                self.repetitions += 1
                continue
            fresh.append(event)
            cursor = cursor.advanced(event.source, event.position)
        return written + self._write(fresh, cursor)

    def _contiguous(self, events: Iterable[PublicEvent]) -> list[PublicEvent]:
        cursor, fresh = self.cursor, list[PublicEvent]()
        for event in events:
            reached = cursor.of(event.source)
            if event.position <= reached:
                self.repetitions += 1
                continue
            if event.previous > reached:
                raise FeedHasGap(f"{event.source} between {reached} and {event.position}")
            fresh.append(event)
            cursor = cursor.advanced(event.source, event.position)
        return fresh

    def _write(self, events: list[PublicEvent], upto: Cursor) -> int:
        reached = self.cursor.joined(upto)
        if not events and reached == self.cursor:
            return 0
        if events:
            self._offset = self._output.write(events)
        self._checkpoint.store(reached, self._offset)
        self.cursor = reached
        return len(events)
