"""Where events are written, and how a follower knows after a crash what it has written.

The position of an event stands in its line, so line and position reach the disk together. The
checkpoint file only says from which byte of the output to look: lines beyond it are read again at
the start, and a torn last line is cut off. So an event is in the file once, after any crash.
Standard output cannot be read again; there a crash can repeat the lines since the last checkpoint.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Protocol

from deploy.follower.cursor import Cursor, NoCursor
from services.kernel.contracts.cloudevents import Undecodable, from_json, to_json
from services.kernel.contracts.public_event import PublicEvent


class Damaged(Exception):
    """Checkpoint or output are not what a follower left; the argument says what to do."""


class Output(Protocol):
    """What a follower writes to."""

    def recover(self, offset: int, cursor: Cursor) -> Cursor:
        """The cursor after everything that was written, of which `cursor` is known to be."""

    def write(self, events: Sequence[PublicEvent]) -> int:
        """Writes durably and returns the offset after it."""


def line_of(event: PublicEvent) -> bytes:
    """One event as a line of JSON."""
    return json.dumps(to_json(event), ensure_ascii=False).encode() + b"\n"


class StreamOutput:
    """Lines on a stream such as standard output."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def recover(self, offset: int, cursor: Cursor) -> Cursor:
        return cursor

    def write(self, events: Sequence[PublicEvent]) -> int:
        self._stream.write(b"".join(line_of(event) for event in events))
        self._stream.flush()
        return 0


class FileOutput:
    """Lines in a file that only this follower writes to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.touch()

    def recover(self, offset: int, cursor: Cursor) -> Cursor:
        with self._path.open("rb+") as file:
            if file.seek(0, os.SEEK_END) < offset:
                raise Damaged(f"{self._path} is shorter than the checkpoint says: restore both")
            file.seek(offset)
            good = offset
            for line in file:
                if not line.endswith(b"\n"):
                    break
                try:
                    event = from_json(json.loads(line))
                except (ValueError, Undecodable):
                    raise Damaged(f"{self._path}: no event at byte {good}") from None
                cursor = cursor.advanced(event.source, event.position)
                good += len(line)
            file.truncate(good)
        return cursor

    def write(self, events: Sequence[PublicEvent]) -> int:
        with self._path.open("ab") as file:
            file.write(b"".join(line_of(event) for event in events))
            file.flush()
            os.fsync(file.fileno())
            return file.tell()


class Checkpoint:
    """A file that holds cursor and output offset; replaced as a whole, never half written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> tuple[Cursor, int]:
        """What was stored last, or the beginning; raises `Damaged`."""
        try:
            content = json.loads(self._path.read_text())
            cursor, offset = Cursor.parse(content["cursor"]), content["offset"]
        except FileNotFoundError:
            return Cursor(), 0
        except (ValueError, KeyError, TypeError, NoCursor):
            raise Damaged(f"{self._path} is no checkpoint: remove it to begin anew") from None
        if not isinstance(offset, int) or offset < 0:
            raise Damaged(f"{self._path} is no checkpoint: remove it to begin anew")
        return cursor, offset

    def store(self, cursor: Cursor, offset: int) -> None:
        """Stores durably."""
        fresh = self._path.with_name(f"{self._path.name}.new")
        with fresh.open("w") as file:
            json.dump({"cursor": str(cursor), "offset": offset}, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
