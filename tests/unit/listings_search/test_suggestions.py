from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.listings.adapters.search import suggestions
from services.listings.adapters.search.index import SearchIndex
from tests.unit.listings_search.documents import listing, query

Make = Callable[..., SearchIndex]


def suggested(index: SearchIndex, typed: str, **more: Any) -> list[str]:
    return list(index.suggest(typed, **{"jocv_view": False, **more}))


VARIED = [
    listing("a", "母子保健の専門家（ケニア）", organisation_name="国際保健協力市民の会"),
    listing("b", "保健師", organisation_name="Save the Children Japan", fields=["水・衛生"]),
    listing("c", "Health Coordinator, Kenya", organisation_name="みどり会"),
    listing("d", "保健師", location_text="コートジボワール"),
]


@pytest.mark.requirement("LI-49")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("保", ["保健", "保健師"]),
        ("母子保", ["母子保健"]),
        ("けに", ["ケニア"]),
        ("ｹﾆ", ["ケニア"]),
        ("コート", ["コートジボワール"]),
        ("ken", ["Kenya"]),
        ("COORD", ["Coordinator"]),
        ("save the ch", ["Save the Children Japan"]),
        ("水", ["水・衛生"]),
        ("専門家 け", ["専門家 ケニア"]),
        ("保健師 ケ", []),
        ("ケニア", []),
        ("k", []),
        ("", []),
        ("保健 ", []),
        ("「保", []),
        ("天文", []),
        ("の", []),
    ],
)
def test_what_was_typed_is_completed_by_words_and_names(
    make_index: Make, typed: str, expected: list[str]
) -> None:
    assert suggested(make_index(*VARIED), typed)[: len(expected) or None] == expected


@pytest.mark.requirement("LI-49")
def test_every_suggestion_finds_a_listing(make_index: Make) -> None:
    index = make_index(*VARIED)
    for typed in ("保", "母", "国", "け", "コ", "he", "sa", "co", "専", "み", "水", "架"):
        for keyword in suggested(index, typed):
            page = index.search(query(keyword))
            assert page.total, keyword
            assert not page.partial, keyword


@pytest.mark.requirement("LI-48")
def test_words_of_listings_for_jocv_alone_are_suggested_to_those_who_may_know_them(
    make_index: Make,
) -> None:
    index = make_index(
        listing("a", "野菜栽培", organisation_name="みどり会"),
        listing("b", "野球普及", organisation_name="協力隊", jocv_only=True),
    )
    assert suggested(index, "野") == ["野菜", "野菜栽培"]
    assert suggested(index, "野", jocv_view=True) == ["野球", "野球普及", "野菜", "野菜栽培"]
    assert suggested(index, "協力") == []


@pytest.mark.requirement("LI-49")
def test_only_words_of_the_kinds_looked_for_are_suggested(make_index: Make) -> None:
    index = make_index(listing("a", "野菜栽培"), listing("b", "野球普及", kind="training"))
    assert suggested(index, "野", kinds=("training", "seminar")) == ["野球", "野球普及"]
    assert suggested(index, "野", kinds=("seminar",)) == []


def test_words_of_listings_that_have_left_are_suggested_no_more(make_index: Make) -> None:
    index = make_index(*VARIED)
    assert suggested(index, "コート") == ["コートジボワール"]
    index.remove(["d"])
    index.commit(2)
    assert suggested(index, "コート") == []
    index.upsert([listing("c", "Health Adviser", organisation_name="みどり会")])
    index.commit(3)
    assert suggested(index, "coord") == []


def test_at_most_ten_are_suggested_commonest_first(make_index: Make) -> None:
    words = [f"Zeb{letter}x" for letter in "abcdefghijkl"]
    index = make_index(
        *(
            listing(f"l{at}-{copy}", word, data_number=f"D{at}{copy}")
            for at, word in enumerate(words)
            for copy in range(at + 1)
        )
    )
    assert suggested(index, "zeb") == words[::-1][:10]


def test_answers_are_remembered_but_not_without_end(
    make_index: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggestions, "MOST_REMEMBERED", 2)
    index = make_index(*VARIED)
    for _ in range(2):
        for typed in ("保", "母", "けに"):
            assert suggested(index, typed)
    remembered: dict[Any, Any] = index._suggestions._remembered
    assert len(remembered) <= 2
