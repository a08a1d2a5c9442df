"""Reading the log by position: many commits at a time from the server, decoded a few at a time.

Decoded, a commit takes ten times the room of its stored form. What is decoded by the thousand no
longer fits where a processor has it at hand, and everything done with it takes twice as long. So
the pages stay as they came, and whoever folds a whole log is handed pieces.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import bson
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError

from services.kernel.eventkit.application.commit import Commit
from services.kernel.eventkit.mongo.documents import decode, empty

DUPLICATE_KEY = 11000
PAGE = 2000
PIECE_BYTES = 8192
_LENGTH = struct.Struct("<i")


class LogReader:
    """One log. `committed` reads what a majority has, `events` writes acknowledged by it."""

    def __init__(self, events: Collection[Any], committed: Collection[Any]) -> None:
        self._events = events
        self._committed = committed

    def read(self, after: int, limit: int) -> list[Commit]:
        """See `EventStore.read_log`; fills positions that were left empty (see `group_commit`)."""
        pieces, _ = self._page(after, limit)
        return [commit for piece in pieces for commit in self._decoded(piece)]

    def scan(self, after: int) -> Iterator[Sequence[Commit]]:
        """See `EventStore.scan`; the next page is fetched while the last one is worked on."""
        with ThreadPoolExecutor(1, thread_name_prefix="read-ahead") as reader:
            pieces, last = self._page(after, PAGE)
            while pieces:
                coming = reader.submit(self._page, last, PAGE)
                for piece in pieces:
                    yield self._decoded(piece)
                pieces, last = coming.result()

    def _page(self, after: int, limit: int) -> tuple[Sequence[bytes], int]:
        """At most `limit` commits without a gap, still encoded, and the last one's position."""
        while True:
            found = self._committed.find_raw_batches(
                {"_id": {"$gt": after}}, sort=[("_id", 1)], limit=limit, batch_size=limit
            )
            count, last, pieces = 0, after, []
            for batch in found:
                for piece, held in pieces_of(batch):
                    pieces.append(piece)
                    count += held
            if not pieces:
                return (), after
            last = self._positions(pieces[-1])[-1]
            if last == after + count:
                return pieces, last
            self._fill(after, [p for piece in pieces for p in self._positions(piece)])

    def _positions(self, piece: bytes) -> list[int]:
        return [document["_id"] for document in bson.decode_all(piece)]

    def _decoded(self, piece: bytes) -> list[Commit]:
        return [decode(d) for d in bson.decode_all(piece, self._committed.codec_options)]

    def _fill(self, after: int, positions: Sequence[int]) -> None:
        taken = set(positions)
        holes = [p for p in range(after + 1, positions[-1]) if p not in taken]
        try:
            self._events.insert_many([empty(position) for position in holes], ordered=False)
        except BulkWriteError as error:
            # Somebody else was faster, with a commit or with the same intention.
            if any(e["code"] != DUPLICATE_KEY for e in error.details["writeErrors"]):
                raise


def pieces_of(batch: bytes) -> Iterator[tuple[bytes, int]]:
    """Documents that stand one after the other, cut where one ends; and how many a piece holds."""
    begin = at = held = 0
    while at < len(batch):
        at += _LENGTH.unpack_from(batch, at)[0]
        held += 1
        if at - begin >= PIECE_BYTES:
            yield batch[begin:at], held
            begin, held = at, 0
    if held:
        yield batch[begin:], held
