"""Projections' documents in MongoDB, and how far they have come."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from pymongo.database import Database

from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.mongo.grouped_reads import GroupedReads

CHECKPOINTS = "checkpoints"
NEVER = 2**62


class MongoViews:
    """See `Views`."""

    def __init__(
        self, database: Database[Any], service: str, projections: Sequence[Projection]
    ) -> None:
        self._database = database
        self._service = service
        self._collections = {p.name: p.collection for p in projections}
        self._following_own_log = [p.collection for p in projections if p.own]
        self._by_id = {p.name: GroupedReads(database[p.collection]) for p in projections}
        self._reached = 0

    def _of(self, projection: str) -> Any:
        return self._database[self._collections[projection]]

    def get(self, projection: str, key: str) -> Document | None:
        return self._by_id[projection].fetch((key,)).get(key)

    def get_many(self, projection: str, keys: Sequence[str]) -> dict[str, Document]:
        return self._by_id[projection].fetch(keys) if keys else {}

    def find(
        self,
        projection: str,
        where: Mapping[str, Any],
        *,
        order: Sequence[tuple[str, int]] = (),
        limit: int = 0,
        offset: int = 0,
    ) -> list[Document]:
        cursor = self._of(projection).find(dict(where), skip=offset, limit=limit)
        if order:
            cursor = cursor.sort(list(order))
        return list(cursor)

    def count(self, projection: str, where: Mapping[str, Any]) -> int:
        return int(self._of(projection).count_documents(dict(where)))

    def wait_for(self, position: int, seconds: float = 1.0) -> bool:
        """See `Views.wait_for`; `position` is that of an event, as receipts give it."""
        deadline = time.monotonic() + seconds
        while self._reached < position:
            self._reached = self._slowest()
            if self._reached >= position:
                break
            if time.monotonic() > deadline:
                return False
            time.sleep(0.002)
        return True

    def _slowest(self) -> int:
        if not self._following_own_log:
            return NEVER
        found = {
            # Nobody is to wait for a projection that stands still.
            d["_id"]: NEVER if "stopped" in d else int(d["positions"].get(self._service, 0))
            for d in self._database[CHECKPOINTS].find({"_id": {"$in": self._following_own_log}})
        }
        return min(found.get(name, 0) for name in self._following_own_log)
