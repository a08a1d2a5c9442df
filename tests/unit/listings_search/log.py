"""A log and projection in memory that a search replica can follow."""

from __future__ import annotations

from typing import Any

from services.listings.adapters.search.follower import Batch, LogReplaced


class Log:
    """Documents by id with the position of their last change; a source of batches."""

    def __init__(self, limit: int = 3) -> None:
        self.documents: dict[str, dict[str, Any]] = {}
        self.reached = 0
        self.behind = False
        self.faults: dict[int, Exception] = {}
        self.asked: list[int] = []
        self._limit = limit

    def put(self, document: dict[str, Any]) -> None:
        self.reached += 1
        self.documents[document["_id"]] = {**document, "position": self.reached}

    def hide(self, listing_id: str) -> None:
        self.put({**self.documents[listing_id], "visible": False})

    def __call__(self, after: int) -> Batch:
        self.asked.append(after)
        if after in self.faults:
            raise self.faults.pop(after)
        if self.behind:
            return Batch((), after, last=True, behind=True)
        if self.reached < after:
            raise LogReplaced
        changed = sorted(
            (d for d in self.documents.values() if d["position"] > after),
            key=lambda d: int(d["position"]),
        )
        if len(changed) <= self._limit:
            return Batch(changed, self.reached, last=True)
        part = changed[: self._limit]
        return Batch(part, part[-1]["position"], last=False)
