"""The event log of one service in MongoDB (design.md section 4)."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import AutoReconnect, DuplicateKeyError, OperationFailure
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from services.kernel.eventkit.application.commit import Commit, NewCommit
from services.kernel.eventkit.mongo.documents import decode, empty
from services.kernel.eventkit.mongo.group_commit import GroupCommit
from services.kernel.eventkit.mongo.log_reading import LogReader

MAJORITY = WriteConcern(w="majority", j=True)
RETRY_SECONDS = 20.0
LAG_SECONDS = 0.05
EVENTS = "events"


class MongoEventStore:
    """See `EventStore`; safe to share between threads and greenlets of one process."""

    def __init__(self, database: Database[Any]) -> None:
        self._events = database.get_collection(EVENTS, write_concern=MAJORITY)
        self._committed = database.get_collection(EVENTS, read_concern=ReadConcern("majority"))
        self._log = LogReader(self._events, self._committed)
        self._appender = GroupCommit(self._events)

    def prepare(self) -> None:
        """Makes the index and the sentinel at position 0; harmless when they are there."""
        self._events.create_index([("s", 1), ("v", 1)], unique=True, name="stream_version")
        try:
            self._events.insert_one(empty(0))
        except DuplicateKeyError:
            return

    def append(self, commit: NewCommit) -> int:
        """See `EventStore.append`; a lost connection is retried, which is safe by the command id."""
        deadline = time.monotonic() + RETRY_SECONDS
        pause = 0.05
        while True:
            try:
                return self._appender.append(commit)
            except (AutoReconnect, OperationFailure) as error:
                transient = isinstance(error, AutoReconnect) or error.has_error_label(
                    "RetryableWriteError"
                )
                if not transient or time.monotonic() > deadline:
                    raise
                time.sleep(pause)
                pause = min(pause * 2, 1.0)

    def read_stream(self, stream: str, from_version: int = 1) -> Sequence[Commit]:
        found = self._committed.find(
            {"s": stream, "v": {"$gte": from_version}}, sort=[("v", 1)], hint="stream_version"
        )
        return [decode(document) for document in found]

    def read_newest(self, stream: str, most: int) -> Sequence[Commit]:
        found = self._committed.find(
            {"s": stream}, sort=[("v", -1)], limit=most, batch_size=most, hint="stream_version"
        )
        return [decode(document) for document in found][::-1]

    def read_streams(self, streams: Sequence[str]) -> Mapping[str, Sequence[Commit]]:
        found: dict[str, list[Commit]] = {stream: [] for stream in streams}
        asked = {"s": {"$in": list(streams)}}
        order = [("s", 1), ("v", 1)]
        for document in self._committed.find(asked, sort=order, hint="stream_version"):
            found[document["s"]].append(decode(document))
        return found

    def read_log(self, after: int, limit: int) -> Sequence[Commit]:
        return self._log.read(after, limit)

    def scan(self, after: int) -> Iterator[Sequence[Commit]]:
        return self._log.scan(after)

    def last_position(self) -> int:
        newest = self._committed.find_one({}, {"_id": 1}, sort=[("_id", -1)])
        return int(newest["_id"]) if newest else 0

    def follow(self, after: int, wait_seconds: float) -> Iterator[Sequence[Commit]]:
        """See `EventStore.follow`: a change stream, with reading by position to catch up."""
        return _follow(self, self._events, after, wait_seconds)


def _follow(
    store: MongoEventStore, events: Collection[Any], after: int, wait_seconds: float
) -> Iterator[Sequence[Commit]]:
    while True:
        try:
            inserts = [{"$match": {"operationType": "insert"}}]
            with events.watch(inserts, max_await_time_ms=int(wait_seconds * 1000)) as changes:
                changes.try_next()
                while commits := store.read_log(after, 1000):
                    after = commits[-1].position
                    yield commits
                while changes.alive:
                    change = changes.try_next()
                    if change is None:
                        yield ()
                        continue
                    document = change["fullDocument"]
                    position = document["_id"]
                    if position == after + 1:
                        after = position
                        yield [decode(document)]
                        continue
                    while after < position:
                        commits = store.read_log(after, 1000)
                        if commits:
                            after = commits[-1].position
                        else:
                            # What reads lags behind what was told, and nothing further may be told.
                            time.sleep(LAG_SECONDS)
                        yield commits
        except (AutoReconnect, OperationFailure):
            time.sleep(0.2)
            yield ()
