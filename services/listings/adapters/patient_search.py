"""Search that can wait until its index has caught up with the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from services.listings.application.ports import SearchPage, SearchQuery

STEP_SECONDS = 0.02


class Replica(Protocol):
    """An index that follows the log on its own."""

    @property
    def position(self) -> int:
        """Up to which event position searches contain the own log."""

    def search(self, query: SearchQuery) -> SearchPage:
        """See `ListingSearch`."""

    def suggest(self, typed: str, *, kinds: Sequence[str] = (), jocv_view: bool) -> Sequence[str]:
        """See `ListingSearch`."""


class PatientSearch:
    """Implements `ListingSearch` on a replica."""

    def __init__(self, replica: Replica, pause: Callable[[float], None]) -> None:
        self._replica = replica
        self._pause = pause

    def search(self, query: SearchQuery) -> SearchPage:
        """See `ListingSearch`."""
        return self._replica.search(query)

    def suggest(self, typed: str, *, kinds: Sequence[str] = (), jocv_view: bool) -> Sequence[str]:
        """See `ListingSearch`."""
        return self._replica.suggest(typed, kinds=kinds, jocv_view=jocv_view)

    def wait_for(self, position: int, seconds: float = 1.5) -> bool:
        """See `ListingSearch`."""
        for _ in range(round(seconds / STEP_SECONDS)):
            if self._replica.position >= position:
                return True
            self._pause(STEP_SECONDS)
        return self._replica.position >= position
