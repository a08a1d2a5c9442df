"""Leases: of several workers of a service, one acts and the others stand by.

Nothing depends on a lease for its correctness (checkpoints are compared and set, commands are
idempotent); it keeps workers from doing the same work twice.
"""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import Any

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError
from pymongo.write_concern import WriteConcern


class MongoLease:
    """One lease, measured by the database server's clock."""

    def __init__(
        self, database: Database[Any], name: str, holder: str, seconds: float = 5.0
    ) -> None:
        self._leases = database.get_collection(
            "leases", write_concern=WriteConcern(w="majority", j=False)
        )
        self._name = name
        self._holder = holder
        self._milliseconds = int(seconds * 1000)

    def take(self) -> bool:
        """Takes or renews the lease; False while somebody else holds it."""
        mine_or_over = {"$or": [{"holder": self._holder}, {"$expr": {"$lt": ["$until", "$$NOW"]}}]}
        until = {
            "$dateAdd": {"startDate": "$$NOW", "unit": "millisecond", "amount": self._milliseconds}
        }
        with contextlib.suppress(DuplicateKeyError):
            # A conditional update cannot insert by itself where $expr is involved.
            nobody = {"$setOnInsert": {"holder": "", "until": datetime.fromtimestamp(0, UTC)}}
            self._leases.update_one({"_id": self._name}, nobody, upsert=True)
        done = self._leases.update_one(
            {"_id": self._name, **mine_or_over},
            [{"$set": {"holder": self._holder, "until": until}}],
        )
        return done.matched_count > 0

    def release(self) -> None:
        """Gives the lease back, if it is still held."""
        self._leases.delete_one({"_id": self._name, "holder": self._holder})
