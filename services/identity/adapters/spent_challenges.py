"""Answered challenges of passkeys, shared by all replicas of the service.

Losing them would let a challenge be answered twice within its few minutes, by the same browser and
with a new signature, so they are not part of the event log. MongoDB itself removes old records.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

COLLECTION = "spent_challenges"
KEPT_FOR = timedelta(days=1)


class MongoSpentChallenges:
    """See `SpentChallenges`. Documents: `_id` the challenge, `taker`, `at`."""

    def __init__(self, database: Database[Any]) -> None:
        self._records = database.get_collection(COLLECTION)

    def prepare(self) -> None:
        """Makes the index by which MongoDB forgets old records."""
        self._records.create_index("at", expireAfterSeconds=int(KEPT_FOR.total_seconds()))

    def take(self, challenge_key: str, taker: str, at: datetime) -> bool:
        try:
            self._records.insert_one({"_id": challenge_key, "taker": taker, "at": at})
        except DuplicateKeyError:
            return self._records.find_one({"_id": challenge_key, "taker": taker}) is not None
        return True


class MemorySpentChallenges:
    """The same in memory, for one process and for tests."""

    def __init__(self) -> None:
        self._takers: dict[str, str] = {}
        self._changing = threading.Lock()

    def take(self, challenge_key: str, taker: str, at: datetime) -> bool:
        with self._changing:
            return self._takers.setdefault(challenge_key, taker) == taker
