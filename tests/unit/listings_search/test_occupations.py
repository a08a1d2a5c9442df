from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.listings.adapters.search.index import SearchIndex
from services.listings.adapters.search.opening import Language
from services.listings.adapters.search.percolation import Percolator
from services.listings.domain.occupations.classification import with_levels_above
from tests.unit.listings.occupations import BALLOON, KAKI, NORI, PILOT, WAKAME
from tests.unit.listings_search.documents import listing, query

Make = Callable[..., SearchIndex]


def _of(listing_id: str, *occupations: str, **more: Any) -> dict[str, Any]:
    return listing(
        listing_id,
        occupations=list(occupations),
        occupation_paths=list(with_levels_above(occupations)),
        **more,
    )


LISTED = (
    _of("nori", NORI),
    _of("wakame", WAKAME, BALLOON, kind="internship"),
    _of("kaki", KAKI),
    _of("pilot", PILOT),
    listing("none"),
)


@pytest.mark.requirement("LI-55")
@pytest.mark.parametrize(
    ("occupations", "found"),
    [
        (["海の仕事"], {"nori", "wakame", "kaki", "pilot"}),
        (["海の仕事／養殖"], {"nori", "wakame", "kaki"}),
        (["海の仕事／養殖／海藻の養殖"], {"nori", "wakame"}),
        ([NORI], {"nori"}),
        ([NORI, "空の仕事"], {"nori", "wakame"}),
        (["養殖"], set()),
        (["海の仕"], set()),
    ],
)
def test_an_occupation_finds_everything_below_it_and_nothing_else(
    make_index: Make, occupations: list[str], found: set[str]
) -> None:
    index = make_index(*LISTED)
    assert set(index.search(query(occupations=occupations)).ids) == found


@pytest.mark.requirement("LI-55")
def test_the_highest_level_is_always_counted(make_index: Make) -> None:
    assert dict(make_index(*LISTED).search(query()).facets["occupations"]) == {
        "海の仕事": 4,
        "空の仕事": 1,
    }


@pytest.mark.requirement("LI-55")
@pytest.mark.parametrize(
    "chosen", [["海の仕事"], ["海の仕事／養殖"], [NORI], [NORI, PILOT], [KAKI, "空の仕事"]]
)
@pytest.mark.parametrize("more", [{}, {"kinds": ("job",)}])
def test_counts_near_the_chosen_ones_are_the_totals_of_their_searches(
    make_index: Make, chosen: list[str], more: dict[str, Any]
) -> None:
    index = make_index(*LISTED)
    facet = dict(index.search(query(occupations=chosen, **more)).facets["occupations"])
    for value, count in facet.items():
        assert index.search(query(occupations=[value], **more)).total == count
    expected = {path for path in chosen if index.search(query(occupations=[path], **more)).total}
    assert expected <= facet.keys()
    if chosen == ["海の仕事／養殖"] and not more:
        assert {NORI, WAKAME, KAKI, "海の仕事／養殖／貝の養殖"} <= facet.keys()
        assert "空の仕事／気球" not in facet


def test_a_keyword_finds_an_occupation(make_index: Make) -> None:
    index = make_index(*LISTED)
    assert set(index.search(query("わかめ")).ids) == {"wakame"}


@pytest.mark.requirement("LI-57")
def test_a_saved_occupation_is_met_by_what_lies_below_it(language: Language) -> None:
    percolator = Percolator(language.analyser, language.reader, lambda field, value: 1)
    percolator.put("parent", query(occupations=["海の仕事／養殖"]))
    percolator.put("leaf", query(occupations=[NORI]))
    percolator.put("other", query(occupations=["空の仕事"]))
    assert [percolator.matching(one) for one in LISTED] == [
        ["leaf", "parent"],
        ["other", "parent"],
        ["parent"],
        [],
        [],
    ]
