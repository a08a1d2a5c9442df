"""Leases: of several workers of a service, one acts and the others stand by.

Nothing depends on a lease for its correctness (checkpoints are compared and set, commands are
idempotent); it keeps workers from doing the same work twice.
"""

from __future__ import annotations

from typing import Any

from pymongo import ReturnDocument
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError
from pymongo.write_concern import WriteConcern


class MongoLease:
    """One lease, measured by the database server's clock."""

    def __init__(
        self, database: Database[Any], name: str, holder: str, seconds: float = 5.0
    ) -> None:
        # Asking for the journal is what makes the server write it now: without, a majority is
        # reached when it comes round to that by itself, a tenth of a second later.
        self._leases = database.get_collection(
            "leases", write_concern=WriteConcern(w="majority", j=True)
        )
        self._name = name
        self._holder = holder
        self._milliseconds = int(seconds * 1000)

    def take(self) -> bool:
        """Takes or renews the lease; False while somebody else holds it."""
        # Where there is no lease yet, a missing field is less than any time.
        free = {"$or": [{"$eq": ["$holder", self._holder]}, {"$lt": ["$until", "$$NOW"]}]}
        mine = {
            "holder": {"$cond": [free, self._holder, "$holder"]},
            "until": {"$cond": [free, self._until, "$until"]},
        }
        try:
            lease: Any = self._leases.find_one_and_update(
                {"_id": self._name},
                [{"$set": mine}],
                upsert=True,
                return_document=ReturnDocument.AFTER,
            )
        except DuplicateKeyError:
            # Somebody else has just made it, and so holds it.
            return False
        return bool(lease["holder"] == self._holder)

    def renew(self) -> bool:
        """Renews the lease; False once somebody else had it, even if it is free again."""
        renewed = self._leases.update_one(
            {"_id": self._name, "holder": self._holder}, [{"$set": {"until": self._until}}]
        )
        return renewed.matched_count == 1

    @property
    def _until(self) -> dict[str, Any]:
        amount = self._milliseconds
        return {"$dateAdd": {"startDate": "$$NOW", "unit": "millisecond", "amount": amount}}

    def release(self) -> None:
        """Gives the lease back, if it is still held."""
        self._leases.delete_one({"_id": self._name, "holder": self._holder})
