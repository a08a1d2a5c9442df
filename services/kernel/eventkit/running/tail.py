"""What a follower needs of the source it follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class Tail(Protocol):
    """One source, live and from any position."""

    source: str

    def read(self, after: int, limit: int, wait_seconds: float) -> tuple[Sequence[Any], int]:
        """The occurrences after a position, and the position up to which they are complete."""
