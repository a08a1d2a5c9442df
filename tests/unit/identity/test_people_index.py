"""The index of people by itself: keeping step with the log, and what it never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.identity.adapters.office_table import OfficeTableFault, read_offices
from services.identity.adapters.people_search.replica import PeopleReplica
from services.identity.adapters.people_search.words import with_countries
from services.identity.application.people_search import PeopleQuery
from services.identity.bootstrap import build
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.memory.snapshots import MemorySnapshots
from tests.unit.identity.browsing import found, search, shown
from tests.unit.identity.seekers import PROFILE, online_seeker, own
from tests.unit.identity.stage import Stage, as_individual, as_organisation


def replica_of(stage: Stage) -> PeopleReplica:
    """The replica that the service of the stage asks."""
    handler = stage.service.application.operations["search_people"].handler
    people: PeopleReplica = handler.keywords["people"]  # type: ignore[attr-defined]
    return people


def test_a_search_before_anybody_published_finds_nobody(stage: Stage) -> None:
    assert search(stage)["total"] == 0
    assert search(stage)["facets"] == {}


def test_a_process_that_starts_later_builds_the_same_index(stage: Stage) -> None:
    who = shown(stage)
    parts = Parts(
        store=stage.store,
        snapshots=MemorySnapshots(),
        views=stage.views,
        personal_data=stage.personal_data,
        numbers=None,  # type: ignore[arg-type]
        files=stage.files,
        clock=stage.clock,
        ids=None,  # type: ignore[arg-type]
        holidays=None,  # type: ignore[arg-type]
        neighbours=stage.neighbours,
        pause=lambda seconds: None,
    )
    other = build(stage.settings, parts, activity=stage.activity, passwords=stage.passwords)
    handler = other.application.operations["search_people"].handler
    people: PeopleReplica = handler.keywords["people"]  # type: ignore[attr-defined]
    assert people.search(PeopleQuery("o-1")).account_ids == [who]


@pytest.mark.requirement("ID-46")
def test_who_searches_before_the_key_is_destroyed_finds_nobody_who_left(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = shown(stage)
    people = replica_of(stage)
    assert people.search(PeopleQuery("o-1")).account_ids == [who]
    destroy = stage.personal_data.destroy
    meanwhile: list[list[str]] = []

    def destroy_after_a_search(owner: str) -> None:
        meanwhile.append(list(people.search(PeopleQuery("o-1")).account_ids))
        destroy(owner)

    monkeypatch.setattr(stage.personal_data, "destroy", destroy_after_a_search)
    stage.run("leave", {"confirmed": True}, as_individual(who))
    assert meanwhile[0] == []
    assert people.search(PeopleQuery("o-1")).account_ids == []


def test_an_index_built_while_documents_lag_reads_the_whole_log(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = shown(stage)
    monkeypatch.setattr(stage.views, "wait_for", lambda position, seconds=1.0: False)
    monkeypatch.setattr(stage.views, "find", lambda *asked, **more: [])
    assert replica_of(stage).search(PeopleQuery("o-1")).account_ids == [who]


def test_a_search_does_not_wait_for_ever_for_a_process_that_builds_its_index(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = shown(stage)
    replica = replica_of(stage)
    monkeypatch.setattr(replica.following, "_started", True)
    refusal = stage.refusal("search_people", {}, as_organisation("o-1"))
    assert refusal.code == "people-search-not-ready"
    monkeypatch.setattr(replica.following, "_started", False)
    assert found(stage) == [who]
    monkeypatch.setattr(replica.following, "_started", True)
    assert found(stage) == [who]


@pytest.mark.requirement("ID-46")
def test_nothing_of_who_left_is_in_the_index_or_comes_back(stage: Stage) -> None:
    who = shown(stage)
    assert found(stage, keyword="母子保健") == [who]
    own(stage, who, "leave", confirmed=True)
    assert search(stage, keyword="母子保健")["total"] == 0
    again = shown(stage)
    assert found(stage) == [again]


def test_logins_do_not_make_the_index_look_at_anybody(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(stage)
    assert search(stage)["total"] == 1
    taken: list[object] = []
    replica = replica_of(stage)
    monkeypatch.setattr(replica.following, "_take", lambda index, ids: taken.extend(ids))
    stage.log_in()
    search(stage)
    assert taken == []


@pytest.mark.requirement("ID-48")
@pytest.mark.parametrize(
    ("keyword", "hits", "partial"),
    [
        ("プロジェ", True, False),
        ("ジェクト", True, True),
        ("母子 ケニア", True, False),
        ('"人を育てる"', True, False),
        ("＊＊", False, False),
    ],
)
def test_keywords_are_read_as_those_of_listings(
    stage: Stage, keyword: str, hits: bool, partial: bool
) -> None:
    shown(stage)
    answer = search(stage, keyword=keyword)
    assert (answer["total"], answer["partial"]) == (1 if hits else 0, partial)


@pytest.mark.requirement("ID-49")
def test_pages_end_at_the_first_thousand(stage: Stage) -> None:
    shown(stage)
    page = search(stage, page=50)
    assert (page["items"], page["total"], page["first"], page["last"]) == ([], 1, 0, 0)


def test_a_profile_with_nothing_to_show_is_listed_without_an_excerpt(stage: Stage) -> None:
    who = online_seeker(stage)
    own(stage, who, "publish_profile", public=True)
    assert found(stage) == [who]
    assert search(stage)["items"][0]["excerpt"] == ""
    own(stage, who, "update_job_seeker_information", **{**PROFILE, "appeal": "長い文章。" * 100})
    assert len(search(stage)["items"][0]["excerpt"]) == 161


@pytest.mark.parametrize("place", ["ke", "JP-1", "日本", "K1"])
def test_a_place_is_a_country_or_a_prefecture(stage: Stage, place: str) -> None:
    who = online_seeker(stage)
    payload = {**PROFILE, "places": [place]}
    refusal = stage.refusal("update_job_seeker_information", payload, as_individual(who))
    assert list(refusal.fields) == ["places.0"]


def test_places_bring_their_countries() -> None:
    assert with_countries(["JP-13", "KE", "JP-13"]) == ["JP-13", "KE", "JP"]


@pytest.mark.requirement("ID-40")
def test_every_postal_code_of_the_country_has_an_office() -> None:
    offices = read_offices()
    for beginning in range(100):
        assert offices.of_postal_code(f"{beginning:02d}00000") is not None
    assert len({office.prefecture for office in offices.all}) == 47


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("13010,飯田橋,Iidabashi,13", "five columns"),
        ("13010,飯田橋,Iidabashi,13,10\n13010,新宿,Shinjuku,13,11", "listed twice"),
        ("13010,飯田橋,Iidabashi,13,10\n13020,上野,Ueno,13,10", "two offices"),
    ],
)
def test_a_fault_in_the_table_of_offices_is_named(tmp_path: Path, line: str, fault: str) -> None:
    table = tmp_path / "offices.csv"
    table.write_text(f"# offices\n{line}\n")
    with pytest.raises(OfficeTableFault, match=fault):
        read_offices(table)
