from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.counting import Count
from services.listings.adapters.search.facets import Facets
from services.listings.adapters.search.index import SearchIndex
from services.listings.domain.listing.kinds import ListingKind
from tests.unit.listings_search.documents import VARIED, listing, query

Make = Callable[..., SearchIndex]


@pytest.mark.requirement("LI-55")
def test_facets_count_what_each_value_would_give(make_index: Make) -> None:
    index = make_index(*VARIED)
    free = index.search(query()).facets
    assert dict(free["locations"]) == {"KE": 2, "JP": 2, "JP-13": 1}
    assert dict(free["labels"]) == {
        "closing-soon": 1,
        "diverse-working": 1,
        "new": 1,
        "public-recruitment": 1,
        "web-application": 1,
    }
    chosen = index.search(query(kinds=("job",))).facets
    assert dict(chosen["kinds"]) == {"job": 1, "training": 1, "public-recruitment": 1}
    assert dict(chosen["locations"]) == {"KE": 1}


@pytest.mark.requirement("LI-55")
def test_facet_counts_equal_the_totals_of_the_narrowed_searches(make_index: Make) -> None:
    index = make_index(*VARIED)
    base: dict[str, Any] = {"kinds": ("job", "training"), "labels": ("web-application", "new")}
    for name, counts in index.search(query(**base)).facets.items():
        for value, count in counts:
            assert index.search(query(**{**base, name: (value,)})).total == count


def test_conditions_may_be_chosen_where_nothing_can_be_found(make_index: Make) -> None:
    never_filled = make_index()
    emptied = make_index(listing("a", "職員"), name="emptied")
    emptied.remove(["a"])
    emptied.commit(2)
    for index in (never_filled, emptied):
        page = index.search(query(kinds=("job",)))
        assert (page.total, list(page.ids)) == (0, [])
        assert not any(page.facets.values())


@pytest.mark.requirement("LI-55")
def test_counts_are_the_same_where_values_come_in_too_many_combinations(
    make_index: Make,
) -> None:
    codes = [["KE"], ["KE", "UG"], ["UG", "TZ"], []]
    index = make_index(*(listing(f"l{n}", locations=c) for n, c in enumerate(codes)))
    expected = index.search(query()).facets
    assert dict(expected["locations"]) == {"KE": 2, "UG": 2, "TZ": 1}
    index._state = replace(index._state, facets=Facets(most_combinations=1))
    assert index.search(query()).facets == expected
    assert index.search(query()).facets == expected


def test_a_search_that_learns_of_many_combinations_disturbs_no_other(
    make_index: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [["KE"], ["KE", "UG"], ["UG", "TZ"], []]
    index = make_index(*(listing(f"l{n}", locations=c) for n, c in enumerate(codes)))
    expected = index.search(query()).facets
    facets = Facets(most_combinations=1)
    index._state = replace(index._state, facets=facets)

    class LearningMeanwhile(dict[str, Any]):
        """Another search learns of a field while this one looks up what it has to count singly."""

        def __getitem__(self, field: str) -> Any:
            if counted_together:
                facets._counting._varied.add("trades")
            return super().__getitem__(field)

    counted_together: list[str] = []
    add_single = Count._add_single

    def noted(self: Count, *given: Any) -> None:
        counted_together.append("all")
        add_single(self, *given)

    monkeypatch.setattr(Count, "_add_single", noted)
    monkeypatch.setattr(fields, "COUNTED_TOGETHER", LearningMeanwhile(fields.COUNTED_TOGETHER))
    assert index.search(query()).facets == expected
    assert facets._counting._varied == {"places", "trades"}


def test_a_question_that_another_search_has_just_counted_is_answered(
    make_index: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = make_index(*(listing(f"l{n}", locations=["KE"]) for n in range(3)))
    expected = index.search(query())
    index.forget()
    count, meanwhile = Facets._count, [query()]

    def noted(self: Facets, *given: Any, **more: Any) -> Any:
        if meanwhile:
            index.search(meanwhile.pop())
        return count(self, *given, **more)

    monkeypatch.setattr(Facets, "_count", noted)
    assert index.search(query()) == expected


@pytest.mark.requirement("LI-53")
def test_the_total_is_that_of_the_kinds_chosen(make_index: Make) -> None:
    index = make_index(*VARIED)
    for kinds, total in (((), 3), (("job",), 1), (("job", "job"), 1), (("job", "training"), 2)):
        assert index.search(query(kinds=kinds)).total == total


@pytest.mark.requirement("LI-55")
def test_counts_seen_before_are_those_of_the_present_moment_and_state(make_index: Make) -> None:
    index = make_index(*VARIED)
    first = index.search(query())
    assert dict(first.facets["labels"])["new"] == 1
    assert index.search(query(page=2)).facets == first.facets
    later = query(new_since=datetime(2024, 5, 1, 3, 0, tzinfo=UTC))
    assert "new" not in dict(index.search(later).facets["labels"])
    tomorrow = query(today=date(2024, 5, 8), closing_until=date(2024, 5, 14))
    assert "closing-soon" not in dict(index.search(tomorrow).facets["labels"])
    index.upsert([listing("d", kind="job")])
    index.commit(2)
    assert dict(index.search(query()).facets["kinds"])["job"] == 2


@pytest.mark.requirement("LI-48")
def test_counts_for_those_who_may_know_are_not_remembered_for_others(make_index: Make) -> None:
    index = make_index(listing("a"), listing("b", jocv_only=True))
    assert index.search(query(jocv_view=True)).total == 2
    assert index.search(query()).total == 1
    assert dict(index.search(query()).facets["kinds"]) == {"job": 1}


def test_no_more_counts_are_remembered_than_there_is_room_for(make_index: Make) -> None:
    index = make_index(*VARIED)
    index._state = replace(index._state, facets=Facets(most_remembered=2))
    expected = {kind: index.search(query(kinds=(kind,))).facets for kind in ("job", "training")}
    for _ in range(2):
        for kind, facets in expected.items():
            index.search(query(labels=("web-application",)))
            assert index.search(query(kinds=(kind,))).facets == facets
    assert len(index._state.facets._remembered) <= 2


@pytest.mark.requirement("LI-53")
@pytest.mark.parametrize("jocv_view", [False, True])
def test_a_search_of_most_kinds_finds_what_those_of_each_kind_find(
    make_index: Make, jocv_view: bool
) -> None:
    kinds = tuple(kind.value for kind in ListingKind)
    index = make_index(
        *(
            listing(f"{kind}{n}", ("職員", "看護師")[n], kind=kind, jocv_only=kind == "jocv-job")
            for kind in kinds
            for n in (0, 1)
        )
    )
    for keyword in ("", "看護師"):
        base = {"keyword": keyword, "jocv_view": jocv_view}
        alone = {kind: index.search(query(**base, kinds=(kind,))) for kind in kinds}
        assert all(found.total <= 2 for found in alone.values())
        for without in range(len(kinds) + 1):
            chosen = kinds[:without] + kinds[without + 1 :]
            page = index.search(query(**base, kinds=chosen))
            assert set(page.ids) == {one for kind in chosen for one in alone[kind].ids}
            assert page.total == len(page.ids) == sum(alone[kind].total for kind in chosen)
            assert page.facets == index.search(query(**base, kinds=(chosen[0],))).facets | {
                name: page.facets[name] for name in page.facets if name != "kinds"
            }
