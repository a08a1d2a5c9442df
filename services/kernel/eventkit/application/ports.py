"""What the application layer needs of the world, stated by its user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from services.kernel.eventkit.application.commit import Commit, NewCommit
from services.kernel.eventkit.domain import Sealed


class Clock(Protocol):
    """The portal's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class IdSource(Protocol):
    """Where new ids come from."""

    def new(self) -> str:
        """A new unique id (text of a UUID)."""


class VersionConflict(Exception):
    """Another command has appended to the stream first: load again, decide again."""


class EventStore(Protocol):
    """The event log of one service (design.md section 4)."""

    def append(self, commit: NewCommit) -> int:
        """Stores the commit on a majority and returns its position.

        A commit with the same stream, version and command id that is already there counts as
        stored. Raises `VersionConflict` when another commit holds that version of the stream.
        """

    def read_stream(self, stream: str, from_version: int = 1) -> Sequence[Commit]:
        """The commits of one stream in order, from the one that starts at `from_version`."""

    def read_newest(self, stream: str, most: int) -> Sequence[Commit]:
        """The newest commits of one stream, at most so many, in order."""

    def read_streams(self, streams: Sequence[str]) -> Mapping[str, Sequence[Commit]]:
        """The commits of several streams with one look-up, by stream; none for unknown streams."""

    def read_log(self, after: int, limit: int) -> Sequence[Commit]:
        """At most `limit` commits with positions after `after`, contiguous, majority-committed."""

    def scan(self, after: int) -> Iterator[Sequence[Commit]]:
        """All commits after a position to the present end, as `read_log` gives them, in pieces.

        For whoever works through a whole log: a piece is best let go before the next is taken.
        """

    def last_position(self) -> int:
        """The position of the newest majority-committed commit, 0 when there is none."""

    def follow(self, after: int, wait_seconds: float) -> Iterator[Sequence[Commit]]:
        """Batches of commits after `after`, for ever; an empty batch after `wait_seconds` of quiet."""


class Unreadable(Exception):
    """The key of the owner was destroyed: what was sealed under it can never be read again."""


class PersonalData(Protocol):
    """Encryption per owner (a person or a message); erasure destroys the owner's key."""

    def seal(self, owner: str, value: Mapping[str, Any]) -> Sealed:
        """Encrypts JSON values under the owner's key, which is made at the first use.

        Raises `Unreadable` when the owner was erased.
        """

    def open(self, sealed: Sealed) -> dict[str, Any]:
        """Decrypts; raises `Unreadable` when the owner was erased."""

    def open_many(self, sealed: Sequence[Sealed]) -> list[dict[str, Any] | None]:
        """Decrypts a list with one look-up of keys; None where the owner was erased."""

    def seal_bytes(self, owner: str, value: bytes) -> bytes:
        """Encrypts a piece of a file under the owner's key."""

    def open_bytes(self, owner: str, value: bytes) -> bytes:
        """Decrypts a piece of a file; raises `Unreadable` when the owner was erased."""

    def destroy(self, owner: str) -> None:
        """Destroys the owner's key for good; sealing for this owner is refused from now on."""


class Numbers(Protocol):
    """Human-readable running numbers (data numbers, reception ids)."""

    def next(self, series: str) -> int:
        """The next number of the series, from 1; numbers may be left out, never given twice."""


Document = dict[str, Any]


class Views(Protocol):
    """Read access to the documents of the service's own projections.

    `where` is a mapping of field paths to a value (equality, or membership where the field is a
    list) or to operators out of `$in $nin $ne $gt $gte $lt $lte $exists`. `order` is a sequence
    of (field path, 1 or -1).
    """

    def get(self, projection: str, key: str) -> Document | None:
        """The document with this key; it carries the key as `_id`."""

    def get_many(self, projection: str, keys: Sequence[str]) -> dict[str, Document]:
        """The documents with these keys, by key; missing keys are left out."""

    def find(
        self,
        projection: str,
        where: Mapping[str, Any],
        *,
        order: Sequence[tuple[str, int]] = (),
        limit: int = 0,
        offset: int = 0,
    ) -> list[Document]:
        """The matching documents; limit 0 means all."""

    def count(self, projection: str, where: Mapping[str, Any]) -> int:
        """How many documents match."""

    def wait_for(self, position: int, seconds: float = 1.0) -> bool:
        """Waits until the projections contain the own log up to this position; False if in vain."""


class Holidays(Protocol):
    """The table of business days (D-02)."""

    def is_business_day(self, day: Any) -> bool:
        """True for business days; raises when the year is not loaded."""


class NeighbourAway(Exception):
    """Another service did not answer in time; whoever asked tries again later."""


class Neighbours(Protocol):
    """Questions to other services, as the internal system."""

    def ask(self, service: str, operation: str, payload: Mapping[str, Any]) -> Any:
        """The answer of another service's operation.

        Raises `services.kernel.contracts.refused.Refused` when it refuses and `NeighbourAway`
        when it does not answer within the deadline.
        """
