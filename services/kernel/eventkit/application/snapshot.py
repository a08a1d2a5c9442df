"""States of long streams, kept so that not every event is read again for each command.

A snapshot is an aid and never the truth: it is only taken of what the log has stored, only used
where the log still holds the commit it ends with, and only by the code that folded it.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import Commit

S = TypeVar("S")

_DIGEST_BYTES = 8


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The state of one stream after a commit, as JSON values.

    `version` counts the events behind it; `position`, `begins` (its version) and `command_id` are of
    the commit it ends with. `shape` names the code that folded it. `commands` are digests of the ids of all commands behind
    it, rising, so that a command that is sent again is still recognised.
    """

    stream: str
    version: int
    position: int
    begins: int
    command_id: str
    shape: str
    state: Mapping[str, Any]
    commands: bytes


class SnapshotStore(Protocol):
    """Keeps the newest snapshot of each stream.

    `tail` is how many commits are read of a stream before its snapshot is looked for: shorter
    streams have none. Nothing here fails: what cannot be found or kept is read from the log.
    """

    tail: int

    def find(self, streams: Sequence[str]) -> Mapping[str, Snapshot]:
        """The snapshots there are of these streams."""

    def keep(self, snapshot: Snapshot) -> None:
        """Keeps it in place of any other: one that was left behind is of no use, whatever it says."""


@dataclass(frozen=True, slots=True)
class Start(Generic[S]):
    """A state to go on from, and which commands are behind it."""

    state: S
    version: int
    commands: array[int]

    def may_hold(self, command_id: str) -> bool:
        """False when this command was certainly not carried out before the state."""
        digest = _digest(command_id)
        at = bisect_left(self.commands, digest)
        return at < len(self.commands) and self.commands[at] == digest


class Snapshots(Generic[S]):
    """The snapshots of one kind of aggregate, whose states are of class `kind`."""

    def __init__(self, store: SnapshotStore, codec: EventCodec, kind: type[S], shape: str) -> None:
        self._store, self._codec, self._kind, self._shape = store, codec, kind, shape

    @property
    def tail(self) -> int:
        """How many of a stream's newest commits are read before a snapshot is looked for."""
        return self._store.tail

    def find(self, streams: Sequence[str]) -> Mapping[str, Snapshot]:
        """The snapshots of these streams that were folded by this code."""
        found = self._store.find(streams)
        return {name: one for name, one in found.items() if one.shape == self._shape}

    def continued(
        self, snapshot: Snapshot, commits: Sequence[Commit]
    ) -> tuple[Start[S], Sequence[Commit]] | None:
        """The state of a snapshot and those of the commits that come after it.

        None where the commit it ends with is not among them: then it is not of this log, or lies
        too far back. None as well where it cannot be read.
        """
        ends = (snapshot.begins, snapshot.position, snapshot.command_id)
        for index, commit in enumerate(commits):
            if (commit.version, commit.position, commit.command_id) == ends:
                try:
                    state = self._codec.structure(snapshot.state, self._kind)
                    commands = array("Q", snapshot.commands)
                except (KeyError, TypeError, ValueError):
                    # Not what was kept: the log knows better.
                    return None
                return Start(state, snapshot.version, commands), commits[index + 1 :]
        return None

    def keep(
        self, stream: str, state: S, version: int, start: Start[S] | None, commits: Sequence[Commit]
    ) -> None:
        """Keeps the state after these commits where it is due.

        That is when the stream is longer than `tail`, and again after every half of it.
        """
        due = self.tail < len(commits) if start is None else self.tail <= 2 * len(commits)
        if not due:
            return
        known = start.commands if start is not None else ()
        commands = array("Q", sorted({*known, *(_digest(one.command_id) for one in commits)}))
        last = commits[-1]
        self._store.keep(
            Snapshot(
                stream,
                version,
                last.position,
                last.version,
                last.command_id,
                self._shape,
                self._codec.unstructure(state),
                commands.tobytes(),
            )
        )


def _digest(command_id: str) -> int:
    digest = hashlib.blake2b(command_id.encode(), digest_size=_DIGEST_BYTES).digest()
    return int.from_bytes(digest)
