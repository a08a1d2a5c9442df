"""How the server numbers a batch of commits, and when it need not be asked for the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bson.raw_bson import RawBSONDocument

HEAD_HAS_MOVED = 241
"""ConversionFailure: what the server answers when it is made to number behind another position."""


class Head:
    """The highest position of the log as far as this process can remember it."""

    FEWEST, MOST = 1, 64

    def __init__(self) -> None:
        self._position: int | None = None
        self._pause = 0
        self._next_pause = self.FEWEST

    def expected(self) -> int | None:
        """The position to ask the server for, or None where others seem to write as well."""
        if self._pause:
            self._pause -= 1
            return None
        return self._position

    def reached(self, position: int, *, alone: bool) -> None:
        """The own batch ends at `position`; `alone`: it was where it had been expected."""
        self._position = position
        if alone:
            self._next_pause = self.FEWEST

    def forget(self) -> None:
        """Where the head is now is not known."""
        self._position = None

    def moved(self) -> None:
        """Somebody else has written; to be wrong often makes the next tries rarer."""
        self._pause = self._next_pause
        self._next_pause = min(self._next_pause * 2, self.MOST)


def numbering(into: str, batch: Sequence[bytes], expected: int | None) -> list[dict[str, Any]]:
    """The aggregation that puts a batch behind the highest position, if that is `expected`."""
    last: Any = "$_id"
    if expected is not None:
        # A text that is no number, and no constant: the server would evaluate that at once.
        moved = {"$toLong": {"$concat": ["moved to ", {"$toString": "$_id"}]}}
        last = {"$cond": [{"$eq": ["$_id", expected]}, "$_id", moved]}
    first: list[dict[str, Any]] = [{"$sort": {"_id": -1}}, {"$limit": 1}]
    documents = [RawBSONDocument(encoded) for encoded in batch]
    numbered: list[dict[str, Any]]
    if len(documents) == 1:
        # A commit alone need not be taken out of a list.
        numbered = [
            {
                "$replaceWith": {
                    "$mergeObjects": [{"_id": {"$add": [last, 1]}}, {"$literal": documents[0]}]
                }
            }
        ]
    else:
        position = {"_id": {"$add": [last, 1, "$index"]}}
        numbered = [
            {"$project": {"batch": {"$literal": documents}}},
            {"$unwind": {"path": "$batch", "includeArrayIndex": "index"}},
            {"$replaceWith": {"$mergeObjects": [position, "$batch"]}},
        ]
    merge = {"into": into, "on": "_id", "whenMatched": "fail", "whenNotMatched": "insert"}
    return [*first, *numbered, {"$merge": merge}]
