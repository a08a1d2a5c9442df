from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.listings.adapters.search import index as index_module
from services.listings.adapters.search.index import SearchIndex
from services.listings.adapters.search.opening import Language
from services.listings.application.ports import SearchOrder
from tests.unit.listings_search.documents import VARIED, listing, query

Make = Callable[..., SearchIndex]


def found(index: SearchIndex, keyword: str = "", **more: Any) -> list[str]:
    page = index.search(query(keyword, **more))
    assert page.total == len(page.ids) or page.total > 20
    return list(page.ids)


@pytest.mark.requirement("LI-49")
@pytest.mark.parametrize(
    ("keyword", "ids"),
    [
        ("防災", {"a", "b"}),
        ("防災 インドネシア", {"a"}),
        ("防災　ネパール", {"b"}),
        ("Nepal", {"b"}),
        ("「防災の専門家」", {"a"}),
        ("インド", set()),
        ("D00000007", {"b"}),
        ("", {"a", "b", "c"}),
    ],
)
def test_every_word_of_the_keyword_must_occur(
    make_index: Make, keyword: str, ids: set[str]
) -> None:
    index = make_index(
        listing("a", "防災の専門家", description="インドネシアでの勤務"),
        listing("b", "防災担当", location_text="ネパール", data_number="D00000007"),
        listing("c", "会計担当", organisation_name="みどり会"),
    )
    page = index.search(query(keyword))
    assert set(page.ids if not page.partial else ()) == ids


def test_words_made_of_several_are_found_where_all_of_them_follow_each_other(
    make_index: Make,
) -> None:
    index = make_index(
        listing("whole", "国際協力機構"),
        listing("pairs", "国際協力と協力機構", organisation_name="みどり会"),
        listing("parted", "国際。協力。機構", organisation_name="みどり会"),
        listing("ends", "国際", organisation_name="協力"),
    )
    assert found(index, "国際協力機構") == ["whole"]
    assert set(found(index, "国際協力")) == {"whole", "pairs"}
    assert set(found(index, "国際協力", order=SearchOrder.RELEVANCE)) == {"whole", "pairs"}


def test_a_katakana_word_also_finds_words_that_begin_with_it(make_index: Make) -> None:
    index = make_index(listing("a", "コンサルタント"), listing("b", "タイピスト"))
    assert found(index, "コンサル") == ["a"]
    page = index.search(query("タイ"))
    assert page.partial


def test_looser_matches_come_only_when_there_are_no_others_and_are_marked(
    make_index: Make,
) -> None:
    index = make_index(listing("a", "東京都の職員"), listing("b", "京都の職員"))
    strict = index.search(query("京都"))
    assert (list(strict.ids), strict.partial) == (["b"], False)
    loose = index.search(query("京都の職"))
    assert (set(loose.ids), loose.partial) == ({"a", "b"}, True)
    nothing = index.search(query("天文学"))
    assert (nothing.total, nothing.partial) == (0, False)
    assert index.search(query("★")).total == 0


@pytest.mark.requirement("LI-54")
def test_orders(make_index: Make) -> None:
    def one(name: str, updated: str, end: str | None, title: str = "職員") -> dict[str, Any]:
        at = f"2024-04-{updated}T00:00:00+00:00"
        return listing(name, title, updated_at=at, recruitment_end_on=end)

    index = make_index(
        one("old", "01", "2024-05-20"),
        one("open", "02", None, "保健師"),
        one("passed", "03", "2024-04-20"),
        one("longer passed", "04", "2024-03-20"),
        one("soon", "05", "2024-05-02"),
        one("today", "06", "2024-05-01"),
    )
    newest = ["today", "soon", "longer passed", "passed", "open", "old"]
    assert found(index) == newest
    latest = ["open", "old", "soon", "today", "passed", "longer passed"]
    assert found(index, order=SearchOrder.LATEST_DEADLINE) == latest
    nearest = ["today", "soon", "old", "open", "passed", "longer passed"]
    assert found(index, order=SearchOrder.NEAREST_DEADLINE) == nearest


def test_relevance_prefers_the_title_to_the_organisation_to_the_text(make_index: Make) -> None:
    index = make_index(
        listing("text", "職員", description="防災の仕事"),
        listing("organisation", "職員", organisation_name="防災協会"),
        listing("title", "防災担当"),
    )
    ids = found(index, "防災", order=SearchOrder.RELEVANCE)
    assert ids == ["title", "organisation", "text"]


def test_listings_of_one_moment_are_ordered_by_number(make_index: Make) -> None:
    numbers = [3, 1, 2]
    index = make_index(*(listing(f"l{n}", data_number=f"D{n:08d}") for n in numbers))
    assert found(index) == ["l3", "l2", "l1"]


@pytest.mark.requirement("LI-51", "LI-53")
@pytest.mark.parametrize("order", list(SearchOrder))
def test_pages_hold_twenty_and_end_at_a_thousand_but_the_total_is_true(
    make_index: Make, order: SearchOrder
) -> None:
    ends = ["2024-04-30", "2024-05-01", "2024-07-01"]
    index = make_index(
        *(
            listing(f"l{n}", data_number=f"D{n:08d}", recruitment_end_on=ends[n % 3])
            for n in range(1100)
        )
    )
    pages = [index.search(query(order=order, page=page)) for page in range(1, 53)]
    assert {page.total for page in pages} == {1100}
    assert [len(page.ids) for page in pages] == [20] * 50 + [0, 0]
    ids = [listing_id for page in pages for listing_id in page.ids]
    assert len(set(ids)) == 1000


@pytest.mark.requirement("LI-48")
def test_jocv_listings_do_not_exist_for_others(make_index: Make) -> None:
    index = make_index(listing("a"), listing("b", jocv_only=True, kind="jocv-job"))
    others, holder = index.search(query()), index.search(query(jocv_view=True))
    assert (others.total, holder.total) == (1, 2)
    assert "jocv-job" not in dict(others.facets["kinds"])
    assert found(index, "職員") == ["a"]
    assert set(found(index, "職員", jocv_view=True)) == {"a", "b"}


@pytest.mark.requirement("LI-52", "LI-55", "LI-58")
@pytest.mark.parametrize(
    ("conditions", "ids"),
    [
        ({"kinds": ("job", "training")}, {"a", "b"}),
        ({"kinds": ("job",), "locations": ("KE",)}, {"a"}),
        ({"locations": ("JP",)}, {"b", "c"}),
        ({"fields": ("保健",)}, {"b"}),
        ({"organisation_types": ("ngo",), "kinds": ("training",)}, {"b"}),
        ({"organisation_id": "organisation-2"}, {"c"}),
        ({"languages": ("en",)}, {"b"}),
        ({"employment_types": ("contract",)}, {"b"}),
        ({"labels": ("web-application",)}, {"a"}),
        ({"labels": ("new",)}, {"b"}),
        ({"labels": ("closing-soon", "new")}, {"b", "c"}),
        ({"labels": ("public-recruitment", "diverse-working")}, {"c"}),
        ({"open_on": date(2024, 5, 5)}, {"a", "b"}),
        ({"open_on": date(2024, 5, 7)}, {"a", "b", "c"}),
        ({"open_on": date(2024, 7, 1)}, set()),
        ({"kinds": ("seminar",)}, set()),
    ],
)
def test_conditions_are_joined_by_and_their_values_by_or(
    make_index: Make, conditions: dict[str, Any], ids: set[str]
) -> None:
    assert set(found(make_index(*VARIED), **conditions)) == ids


def test_an_upsert_replaces_and_a_removal_removes(make_index: Make) -> None:
    index = make_index(listing("a", "防災"), listing("b", "保健"))
    index.upsert([listing("a", "教育")])
    index.remove(["b", "unknown"])
    assert found(index, "防災") == ["a"]
    index.commit(2)
    assert found(index) == ["a"]
    assert index.search(query("防災")).total == 0
    assert index.position == 2


def test_a_search_during_a_commit_is_wholly_on_the_state_before_or_after(
    make_index: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = make_index(listing("a"))
    assert found(index) == ["a"]
    met: list[tuple[int, set[str]]] = []

    def searched_meanwhile(kind: Callable[..., Any]) -> Callable[..., Any]:
        def make(*given: Any) -> Any:
            page = index.search(query())
            met.append((page.total, set(page.ids)))
            return kind(*given)

        return make

    for name in ("Facets", "Orders"):
        monkeypatch.setattr(index_module, name, searched_meanwhile(getattr(index_module, name)))
    index.upsert([listing("b")])
    index.commit(2)
    assert met
    assert [one for one in met if one not in ((1, {"a"}), (2, {"a", "b"}))] == []
    assert index.search(query()).total == 2


def test_the_position_is_kept_and_what_was_not_committed_is_not(
    tmp_path: Path, language: Language
) -> None:
    def opened() -> SearchIndex:
        return SearchIndex(tmp_path, language.analyser, language.reader)

    index = opened()
    assert (index.position, index.complete) == (0, False)
    index.upsert([listing("a")])
    index.commit(7, complete=True)
    index.upsert([listing("b")])
    index.close()
    again = opened()
    assert (again.position, again.complete, found(again)) == (7, True, ["a"])
    again.close()


def test_a_lost_position_only_repeats_work(tmp_path: Path, language: Language) -> None:
    index = SearchIndex(tmp_path, language.analyser, language.reader)
    index.upsert([listing("a"), listing("b")])
    index.commit(2)
    index.close()
    (tmp_path / "position.json").unlink()
    again = SearchIndex(tmp_path, language.analyser, language.reader)
    assert again.position == 0
    again.upsert([listing("a"), listing("b")])
    again.commit(2)
    assert again.size == 2
    again.close()


def test_a_damaged_index_is_refused(tmp_path: Path, language: Language) -> None:
    (tmp_path / "meta.json").write_text(json.dumps({"segments": "?"}))
    with pytest.raises(ValueError, match="corrupt"):
        SearchIndex(tmp_path, language.analyser, language.reader)


def test_a_document_that_cannot_be_understood_does_not_hold_up_others(make_index: Make) -> None:
    broken = listing("broken")
    del broken["title"]
    index = make_index(listing("a"), broken, listing("no time", updated_at="yesterday"))
    assert found(index) == ["a"]


def test_after_a_fault_writing_goes_on_from_the_last_commit(make_index: Make) -> None:
    index = make_index(listing("a"))
    index.upsert([listing("b")])
    index.reopen()
    index.upsert([listing("c")])
    index.commit(3)
    assert set(found(index)) == {"a", "c"}


@pytest.mark.requirement("LI-04")
def test_what_has_no_end_is_open_on_any_later_day(make_index: Make) -> None:
    index = make_index(listing("a", recruitment_end_on=None), listing("b"))
    for day in (date(2149, 6, 6), date(2149, 6, 7), date(9999, 12, 31)):
        assert list(index.search(query(open_on=day)).ids) == ["a"]
