from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from services.listings.adapters.search.index import SearchIndex
from services.listings.adapters.search.opening import Language
from services.listings.adapters.search.percolation import Percolator
from services.listings.application.ports import SearchQuery
from tests.unit.listings_search.documents import listing, query

WORDS = ["防災", "国際協力", "保健", "看護師", "タイ", "コンサル", "南スーダン", "スーダン", "JICA"]
WORDS += ["children", "United Nations", "国連職員", "WHO", "who", "コート・ジボワール", "受け入れ"]
TEXTS = [
    *WORDS,
    "コンサルタント",
    "タイトル",
    "国連",
    "international nurse",
    "child",
    "東京都の職員",
]
TEXTS += ["世界保健機関", "国際的な協力", "受入れ担当", "コートジボワール"]


def _percolator(language: Language, frequency: Any = None) -> Percolator:
    return Percolator(language.analyser, language.reader, frequency or (lambda *_: 1))


def test_a_published_listing_meets_the_searches_that_would_find_it(language: Language) -> None:
    percolator = _percolator(language)
    percolator.put("words", query("防災 ネパール"))
    percolator.put("place", query(locations=("NP",)))
    percolator.put("other", query("会計"))
    percolator.put("all", query())
    document = listing("a", "防災専門家", location_text="ネパール", locations=["NP-BA"])
    assert percolator.matching(document) == ["all", "place", "words"]


def test_a_changed_or_removed_search_is_no_longer_met(language: Language) -> None:
    percolator = _percolator(language)
    percolator.put("one", query("防災"))
    percolator.put("two", query("防災"))
    percolator.put("one", query("会計"))
    percolator.remove("two")
    percolator.remove("unknown")
    assert len(percolator) == 1
    assert percolator.matching(listing("a", "防災")) == []
    assert percolator.matching(listing("a", "会計")) == ["one"]


@pytest.mark.requirement("LI-48")
def test_jocv_listings_meet_searches_of_holders_only(language: Language) -> None:
    percolator = _percolator(language)
    percolator.put("holder", query("防災", jocv_view=True))
    percolator.put("other", query("防災"))
    assert percolator.matching(listing("a", "防災", jocv_only=True)) == ["holder"]


def test_few_branches_are_walked(language: Language) -> None:
    """The rarest requirement of a search comes first, so a common listing meets few branches."""
    common = {("all", "職員"): 10_000}
    percolator = _percolator(language, lambda field, value: common.get((field, value), 1))
    for number in range(1000):
        percolator.put(f"s{number}", query(f"職員 word{number}"))
    assert len(percolator._root.further) == 1000
    assert percolator.matching(listing("a", "職員 word7")) == ["s7"]


def test_equal_searches_are_filed_together_and_leave_nothing_behind(language: Language) -> None:
    percolator = _percolator(language)
    for number in range(10):
        percolator.put(f"s{number}", query("防災 職員", kinds=("job",)))
    percolator.put("other", query("防災"))
    assert len(percolator._known) == 4
    for number in range(10):
        percolator.remove(f"s{number}")
    assert percolator.matching(listing("a", "防災の職員")) == ["other"]
    percolator.remove("other")
    assert not percolator._known
    assert not percolator._filed
    assert not percolator._root.further


@pytest.fixture
def empty_index(make_index: Callable[..., SearchIndex]) -> SearchIndex:
    return make_index()


searches = some.builds(
    query,
    keyword=some.lists(some.sampled_from(WORDS), max_size=3).map(" ".join),
    kinds=some.lists(some.sampled_from(["job", "training"]), max_size=2).map(tuple),
    locations=some.lists(some.sampled_from(["JP", "JP-13", "KE"]), max_size=2).map(tuple),
    labels=some.lists(some.sampled_from(["web-application", "diverse-working"]), max_size=1).map(
        tuple
    ),
    organisation_id=some.sampled_from([None, "organisation-1", "organisation-2"]),
    jocv_view=some.booleans(),
)
documents = some.builds(
    listing,
    some.just("a"),
    some.lists(some.sampled_from(TEXTS), min_size=1, max_size=4).map("、".join),
    description=some.lists(some.sampled_from(TEXTS), max_size=4).map(" ".join),
    kind=some.sampled_from(["job", "training", "seminar"]),
    locations=some.lists(some.sampled_from(["JP-13", "KE"]), max_size=2, unique=True),
    web_application=some.booleans(),
    jocv_only=some.booleans(),
    organisation_id=some.sampled_from(["organisation-1", "organisation-2"]),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(saved=some.lists(searches, max_size=8), document=documents)
def test_percolation_agrees_with_trying_every_search_on_an_index(
    language: Language,
    empty_index: SearchIndex,
    saved: list[SearchQuery],
    document: dict[str, Any],
) -> None:
    index = empty_index
    index.upsert([document])
    index.commit(1)
    percolator = _percolator(language, index.frequency)
    expected = []
    for number, search in enumerate(saved):
        percolator.put(f"s{number}", search)
        page = index.search(search)
        if page.total and not page.partial:
            expected.append(f"s{number}")
    assert percolator.matching(document) == expected


def test_frequencies_come_from_the_index(make_index: Callable[..., SearchIndex]) -> None:
    index = make_index(listing("a", "防災 コンサルタント"), listing("b", "防災"))
    assert index.frequency("all", "防災") == 2
    assert index.frequency("kinds", "job") == 2
    assert index.frequency("prefix", "コンサル") == 1
    assert index.frequency("all", "天文") == 0
