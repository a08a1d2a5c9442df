from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from services.listings.adapters.patient_search import PatientSearch
from services.listings.application.ports import SearchPage, SearchQuery


class _Replica:
    def __init__(self) -> None:
        self.position = 0

    def search(self, query: SearchQuery) -> SearchPage:
        return SearchPage(("a",), 1)

    def suggest(self, typed: str, *, kinds: Sequence[str] = (), jocv_view: bool) -> list[str]:
        return [typed]


def test_it_waits_until_the_index_has_come_so_far() -> None:
    replica = _Replica()

    def pause(seconds: float) -> None:
        replica.position += 256

    assert PatientSearch(replica, pause).wait_for(1023) is True
    assert replica.position == 1024


def test_it_gives_up_in_the_end_and_searches_what_there_is() -> None:
    pauses: list[float] = []
    search = PatientSearch(_Replica(), pauses.append)
    assert search.wait_for(255, seconds=0.1) is False
    assert len(pauses) == 5
    query = SearchQuery(date(2024, 5, 1), datetime(2024, 4, 24, tzinfo=UTC), date(2024, 5, 7))
    assert search.search(query).total == 1
    assert search.suggest("保健", jocv_view=False) == ["保健"]


def test_it_does_not_wait_for_what_is_there() -> None:
    pauses: list[float] = []
    assert PatientSearch(_Replica(), pauses.append).wait_for(0) is True
    assert pauses == []
