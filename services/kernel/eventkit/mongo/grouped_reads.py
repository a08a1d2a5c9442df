"""Documents by id, read together by those who ask at the same time."""

from __future__ import annotations

import struct
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import bson
from bson.codec_options import CodecOptions
from pymongo.collection import Collection

from services.kernel.eventkit.application.ports import Document

_LENGTH = struct.Struct("<i")
# A document begins with its length, then with its first field: type, name, and for a text its
# length with the closing zero. The server keeps `_id` first.
_ID_FIRST = b"\x02_id\x00"
_ID_AT = _LENGTH.size + len(_ID_FIRST)


class _Group:
    """Keys that are read together; whoever asked first reads for all."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.may_start = threading.Event()
        self.done = threading.Event()
        self.found: Mapping[str, bytes] = {}
        self.failed = False


class GroupedReads:
    """Reads documents of one collection by id.

    A request to the database costs a process ten times what a further document in it costs. So
    while one is under way, those who ask next wait for it and then go together: nobody waits when
    alone, and the more ask, the less each costs. Every reading begins after it was asked for, and
    each caller gets documents of their own.
    """

    def __init__(self, collection: Collection[Any]) -> None:
        self._collection = collection
        self._options: CodecOptions[Document] = collection.codec_options
        self._lock = threading.Lock()
        self._under_way = False
        self._next: _Group | None = None

    def fetch(self, keys: Sequence[str]) -> dict[str, Document]:
        """The documents there are under these ids. Raises what pymongo raises."""
        group, first = self._join(keys)
        if first:
            self._read_for(group)
            found = group.found
        else:
            group.done.wait()
            # What befell whoever read is theirs: an interruption, or a key of their own.
            found = self._read(keys) if group.failed else group.found
        return {
            key: bson.decode(encoded, self._options)
            for key in keys
            if (encoded := found.get(key)) is not None
        }

    def _read(self, keys: Iterable[str]) -> dict[str, bytes]:
        return dict(_by_id(self._collection.find_raw_batches({"_id": {"$in": list(keys)}})))

    def _join(self, keys: Iterable[str]) -> tuple[_Group, bool]:
        """The group to read with, and whether to read for it."""
        with self._lock:
            first = self._next is None
            group = self._next or _Group()
            group.keys.update(keys)
            if self._under_way:
                self._next = group
            else:
                self._under_way = True
                group.may_start.set()
            return group, first

    def _read_for(self, group: _Group) -> None:
        try:
            group.may_start.wait()
            group.found = self._read(group.keys)
        except BaseException:
            group.failed = True
            raise
        finally:
            self._hand_over(group)
            group.done.set()

    def _hand_over(self, group: _Group) -> None:
        """Lets the next group start, unless this one ends before it was its turn."""
        with self._lock:
            if self._next is group:
                self._next = None
            elif self._next is not None:
                following, self._next = self._next, None
                following.may_start.set()
            else:
                self._under_way = False


def _by_id(batches: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """The documents that stand one after the other, still encoded, with their ids."""
    for batch in batches:
        at = 0
        while at < len(batch):
            (length,) = _LENGTH.unpack_from(batch, at)
            document = batch[at : at + length]
            yield _id_of(document), document
            at += length


def _id_of(document: bytes) -> str:
    if not document.startswith(_ID_FIRST, _LENGTH.size):
        return str(bson.decode(document)["_id"])
    (length,) = _LENGTH.unpack_from(document, _ID_AT)
    begins = _ID_AT + _LENGTH.size
    return document[begins : begins + length - 1].decode()
