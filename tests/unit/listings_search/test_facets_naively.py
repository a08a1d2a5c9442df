"""Facets and totals against counting listing by listing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.listings.adapters.search import orders, words
from services.listings.adapters.search.facets import Facets
from services.listings.adapters.search.index import SearchIndex
from services.listings.application.ports import SearchOrder, SearchQuery
from services.listings.domain.listing.kinds import ListingKind
from tests.unit.listings_search.documents import MOMENT, TODAY, listing, query

Make = Callable[..., SearchIndex]
Document = dict[str, Any]

KINDS = [kind.value for kind in ListingKind]
ARCHIVE = ListingKind.PAST_PUBLIC_RECRUITMENT.value
FIELDS = ["保健", "保健／母子", "保健／母子／離島", "教育", "教育／初等"]
PLACES = ["KE", "KE-30", "JP", "JP-13", "JP-27", "VN"]
LISTINGS = 300
SEARCHES = 120


def _documents(draw: random.Random) -> Iterator[Document]:
    for number in range(LISTINGS):
        paths = set(draw.sample(FIELDS, k=draw.randint(0, 2)))
        paths |= {"／".join(p.split("／")[:end]) for p in paths for end in (1, 2)}
        yield listing(
            f"l{number}",
            draw.choice(["看護師", "国際協力", "nurse 看護師", "職員"]),
            data_number=f"D{number:08d}",
            kind=draw.choice([*KINDS, ARCHIVE]),
            jocv_only=draw.random() < 0.15,
            field_paths=sorted(paths),
            locations=draw.sample(PLACES, k=draw.randint(0, 2)),
            organisation_type=draw.choice(["ngo", "company", None]),
            employment_type=draw.choice(["contract", None]),
            languages_needed=draw.sample(["en", "fr"], k=draw.randint(0, 2)),
            web_application=draw.random() < 0.5,
            updated_at=(MOMENT - timedelta(days=draw.randint(0, 900))).isoformat(),
            published_at=(MOMENT - timedelta(hours=draw.randint(1, 600))).isoformat(),
            recruitment_end_on=(TODAY + timedelta(days=draw.randint(-5, 30))).isoformat(),
        )


def _search(draw: random.Random) -> SearchQuery:
    def some(values: Sequence[str], most: int = 3) -> tuple[str, ...]:
        return tuple(draw.sample(values, k=draw.randint(1, most)))

    asked: dict[str, Any] = {}
    if draw.random() < 0.7:
        without_archive = tuple(kind for kind in KINDS if kind != ARCHIVE)
        asked["kinds"] = draw.choice([without_archive, some(KINDS), some(KINDS, len(KINDS))])
    for name, values in (
        ("fields", FIELDS),
        ("locations", PLACES),
        ("organisation_types", ["ngo", "company"]),
        ("labels", ["web-application", "new", "closing-soon"]),
    ):
        if draw.random() < 0.3:
            asked[name] = some(values, 2)
    return query(
        draw.choice(["", "看護師", "国際協力", "看護師 nurse"]),
        jocv_view=draw.random() < 0.3,
        order=draw.choice(list(SearchOrder)),
        **asked,
    )


def _values(document: Document) -> dict[str, set[str]]:
    published = datetime.fromisoformat(document["published_at"])
    ends = date.fromisoformat(document["recruitment_end_on"])
    labels = {
        "web-application": document["web_application"],
        "new": published > datetime(2024, 4, 24, 3, 0, tzinfo=UTC),
        "closing-soon": TODAY <= ends <= date(2024, 5, 7),
        "public-recruitment": document["kind"] == "public-recruitment",
    }
    places = document["locations"]
    return {
        "kinds": {document["kind"]},
        "fields": set(document["field_paths"]),
        "locations": {*places, *(place.partition("-")[0] for place in places)},
        "occupations": set(),
        "organisation_types": {document["organisation_type"]} - {None},
        "employment_types": {document["employment_type"]} - {None},
        "languages": set(document["languages_needed"]),
        "labels": {label for label, holds in labels.items() if holds},
    }


def _meets(document: Document, asked: SearchQuery, without: str | None = None) -> bool:
    if document["jocv_only"] and not asked.jocv_view:
        return False
    if not all(word in document["title"] for word in asked.keyword.split()):
        return False
    return all(
        name == without or not getattr(asked, name) or held & set(getattr(asked, name))
        for name, held in _values(document).items()
    )


def _offered(path: str, chosen: Sequence[str]) -> bool:
    """Lower levels are counted near those chosen only."""
    top = path.partition("／")[0]
    return path == top or any(one.partition("／")[0] == top for one in chosen)


@pytest.mark.requirement("LI-53")
@pytest.mark.requirement("LI-55")
@pytest.mark.parametrize("many", [50_000, 0], ids=["quickly", "on two processors"])
@pytest.mark.parametrize("combinations", [4_000, 3], ids=["together", "one by one"])
def test_totals_and_facets_are_those_counted_listing_by_listing(
    make_index: Make, monkeypatch: pytest.MonkeyPatch, many: int, combinations: int
) -> None:
    monkeypatch.setattr(words, "MANY", many)
    monkeypatch.setattr(words, "SHARED", many)
    draw = random.Random(many + combinations)
    documents = list(_documents(draw))
    index = make_index(*documents)
    index._state = replace(index._state, facets=Facets(most_combinations=combinations))
    met = 0
    for asked in [_search(draw) for _ in range(SEARCHES)]:
        found = index.search(asked)
        if found.partial:
            continue
        wanted = [one["_id"] for one in documents if _meets(one, asked)]
        assert found.total == len(wanted)
        assert set(found.ids) <= set(wanted)
        assert len(set(found.ids)) == min(len(wanted), 20)
        met += bool(wanted)
        for name, counts in found.facets.items():
            naive = Counter(
                value
                for one in documents
                if _meets(one, asked, without=name)
                for value in _values(one)[name]
                if name != "fields" or _offered(value, asked.fields)
            )
            assert dict(counts) == dict(naive), (asked, name)
    assert met > SEARCHES / 3


def _in_order(asked: SearchQuery, found: list[Document]) -> list[str]:
    """The ids in the order asked for; of the nearest deadlines those passed come last, latest first."""

    def ends(one: Document) -> date:
        return date.fromisoformat(one["recruitment_end_on"])

    def latest(one: Document) -> tuple[Any, ...]:
        return (ends(one), one["updated_at"], one["data_number"])

    if asked.order is SearchOrder.NEWEST:
        found.sort(key=lambda one: (one["updated_at"], one["data_number"]), reverse=True)
    elif asked.order is SearchOrder.LATEST_DEADLINE:
        found.sort(key=latest, reverse=True)
    else:
        passed = [one for one in found if ends(one) < asked.today]
        ahead = [one for one in found if ends(one) >= asked.today]
        found = sorted(ahead, key=latest) + sorted(passed, key=latest, reverse=True)
    return [one["_id"] for one in found]


@pytest.mark.requirement("LI-54")
@pytest.mark.parametrize("many", [2_000, 0], ids=["among few", "among many"])
@pytest.mark.parametrize(
    "order", [SearchOrder.NEWEST, SearchOrder.LATEST_DEADLINE, SearchOrder.NEAREST_DEADLINE]
)
def test_every_page_holds_what_sorting_all_that_is_found_gives(
    make_index: Make, monkeypatch: pytest.MonkeyPatch, order: SearchOrder, many: int
) -> None:
    monkeypatch.setattr(orders, "_MANY", many)
    monkeypatch.setattr(words, "SHARED", many)
    draw = random.Random(many)
    documents = list(_documents(draw))
    index = make_index(*documents)
    for _ in range(SEARCHES // 4):
        asked = replace(_search(draw), order=order)
        wanted = [one for one in documents if _meets(one, asked)]
        ids = _in_order(asked, wanted)
        for page in range(1, len(ids) // 20 + 2):
            found = index.search(replace(asked, page=page))
            if not found.partial:
                assert list(found.ids) == ids[page * 20 - 20 : page * 20], (asked, page)


@pytest.mark.requirement("LI-54")
def test_without_a_keyword_the_most_relevant_are_the_newest(make_index: Make) -> None:
    days = {"a": 3, "b": 9, "c": 6}
    index = make_index(
        *(
            listing(name, updated_at=f"2024-04-{day:02d}T00:00:00+00:00")
            for name, day in days.items()
        )
    )
    relevant = index.search(query(order=SearchOrder.RELEVANCE)).ids
    assert list(relevant) == ["b", "c", "a"]


@pytest.mark.requirement("LI-54")
def test_what_has_the_words_in_its_title_comes_first_also_among_very_many(
    make_index: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = make_index(
        listing("text", "職員", description="国際協力の国際協力による国際協力"),
        listing("title", "国際協力の職員"),
        listing("neither", "職員"),
    )
    for many in (50_000, 1):
        monkeypatch.setattr(words, "MANY", many)
        monkeypatch.setattr(words, "SHARED", many)
        found = index.search(query("国際協力", order=SearchOrder.RELEVANCE))
        assert list(found.ids) == ["title", "text"]
