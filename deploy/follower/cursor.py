"""How far a follower has come: a position per source, as the text the change feed understands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_PART = re.compile(r"([a-z][a-z0-9-]*):([0-9]{1,19})")


class NoCursor(ValueError):
    """A text that is no cursor."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Everything up to these positions has been written; a source not named is at 0."""

    positions: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """The cursor of a text such as `identity:12,listings:40`; raises `NoCursor`."""
        positions: dict[str, int] = {}
        for part in text.split(",") if text else ():
            found = _PART.fullmatch(part)
            if found is None or found[1] in positions:
                raise NoCursor(text)
            positions[found[1]] = int(found[2])
        return cls(positions)

    def __str__(self) -> str:
        return ",".join(f"{source}:{self.positions[source]}" for source in sorted(self.positions))

    def of(self, source: str) -> int:
        """The position in one source."""
        return self.positions.get(source, 0)

    def advanced(self, source: str, position: int) -> Cursor:
        """The cursor with at least this position in a source."""
        if position <= self.of(source):
            return self
        return Cursor({**self.positions, source: position})

    def joined(self, other: Cursor) -> Cursor:
        """The further position of both in every source."""
        joined = self
        for source, position in other.positions.items():
            joined = joined.advanced(source, position)
        return joined
