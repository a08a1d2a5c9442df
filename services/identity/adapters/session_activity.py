"""Session activity in MongoDB, shared by all replicas of the service.

Losing it would end sessions early, never prolong them, so it is not part of the event log, and a
write is not waited for until a majority has it: there is one at every request. Old records of
sessions nobody ended are removed by MongoDB itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bson.codec_options import CodecOptions
from pymongo.database import Database
from pymongo.write_concern import WriteConcern

COLLECTION = "session_activity"
KEPT_FOR = timedelta(days=2)


class MongoSessionActivity:
    """See `SessionActivity`. Documents: `_id` the session, `seen_at` its last request."""

    def __init__(self, database: Database[Any]) -> None:
        self._records = database.get_collection(
            COLLECTION, codec_options=CodecOptions(tz_aware=True), write_concern=WriteConcern(w=1)
        )

    def prepare(self) -> None:
        """Makes the index by which MongoDB forgets old records."""
        self._records.create_index("seen_at", expireAfterSeconds=int(KEPT_FOR.total_seconds()))

    def begin(self, session_id: str, at: datetime) -> None:
        self._records.update_one({"_id": session_id}, {"$max": {"seen_at": at}}, upsert=True)

    def touch(self, session_id: str, at: datetime, since: datetime) -> bool:
        # Milliseconds are all that MongoDB keeps: a request of 60:00 ago must not fail for less.
        floor = since.replace(microsecond=since.microsecond // 1000 * 1000)
        result = self._records.update_one(
            {"_id": session_id, "seen_at": {"$gte": floor}}, {"$max": {"seen_at": at}}
        )
        return result.matched_count == 1

    def last_seen(self, session_id: str) -> datetime | None:
        record = self._records.find_one({"_id": session_id})
        if record is None:
            return None
        seen_at: datetime = record["seen_at"]
        return seen_at

    def end(self, session_id: str) -> None:
        self._records.delete_one({"_id": session_id})
