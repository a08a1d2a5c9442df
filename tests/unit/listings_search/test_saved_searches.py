from __future__ import annotations

from typing import Any

import pytest

from services.kernel.contracts.listings_personal import SearchConditions
from services.kernel.eventkit.application.ports import NeighbourAway
from services.kernel.eventkit.domain import NotFound, NotPermitted
from services.listings.adapters.search.opening import Language
from services.listings.adapters.search.saved_searches import SavedSearches, query_of
from services.listings.bootstrap import build
from services.listings.domain.personal.matches import (
    MATCHES_PER_COMMIT,
    Matches,
    SavedSearchMatched,
    evolve_matches,
    meet,
)
from services.listings.settings import Settings
from tests.support.rehearsal import Rehearsal, as_individual, as_staff, tokyo
from tests.unit.listings.stage import AFTERNOON, OWNER, SECRETARIAT, content

HANA, TARO = as_individual("hana"), as_individual("taro")


class Later:
    """Gives the matching of a stage that is made after it."""

    def __init__(self) -> None:
        self.of: SavedSearches | None = None

    def follow(self, position: int) -> bool:
        assert self.of is not None
        return self.of.follow(position)

    def matching(self, document: Any) -> Any:
        assert self.of is not None
        return self.of.matching(document)


@pytest.fixture
def stage(language: Language) -> Rehearsal:
    later = Later()
    stage = Rehearsal(build, Settings(), AFTERNOON, searches=later)
    later.of = SavedSearches(stage.views, stage.personal_data, lambda: language)
    stage.hear(
        "identity",
        "OrganisationRegistered",
        subject="org-1",
        data={
            "organisation_id": "org-1",
            "institution_id": "I1",
            "account_id": "account-1",
            "name": "架け橋大学",
            "name_en": "Kakehashi University",
            "kind": "full",
            "category": "school",
            "institution_type": "university",
            "has_mypage": True,
            "listed": True,
        },
    )
    return stage


def _save(stage: Rehearsal, actor: Any = HANA, **conditions: Any) -> str:
    payload = {"conditions": conditions}
    return str(stage.run("save_search_condition", payload, actor)["condition_id"])


def _publish(stage: Rehearsal, **changes: Any) -> str:
    payload = {
        "content": content(**changes),
        "terms_agreed": True,
        "confirmed": True,
        "organisation_id": "org-1",
    }
    listing_id = str(stage.run("request_listing_registration", payload, SECRETARIAT)["listing_id"])
    on = {"listing_id": listing_id, "reflection_on": stage.clock.now().date().isoformat()}
    stage.run("approve_listing", on, SECRETARIAT)
    stage.until(tokyo(2024, 5, 10, 23))
    return listing_id


def _matched(stage: Rehearsal) -> list[tuple[str, str]]:
    return [
        (event.data["condition_id"], event.data["listing_id"])
        for event in stage.published
        if event.type == "SavedSearchMatched"
    ]


@pytest.mark.requirement("LI-57")
def test_a_published_listing_is_told_to_the_conditions_it_meets(stage: Rehearsal) -> None:
    meets = _save(stage, keyword="水資源", kinds=["job"])
    also = _save(stage, TARO, locations=["KE"])
    _save(stage, TARO, keyword="会計")
    listing = _publish(stage)
    assert sorted(_matched(stage)) == sorted([(meets, listing), (also, listing)])
    [event] = [e for e in stage.published if e.data.get("condition_id") == also][1:]
    assert event.subject == "taro"
    assert event.data["data_number"]


@pytest.mark.requirement("LI-57")
def test_an_amendment_is_told_to_those_only_who_were_not_told_before(stage: Rehearsal) -> None:
    first = _save(stage, keyword="水資源")
    second = _save(stage, keyword="森林")
    listing = _publish(stage)
    assert _matched(stage) == [(first, listing)]
    payload = {
        "listing_id": listing,
        "content": content(title="水資源と森林の専門家"),
        "confirmed": True,
    }
    stage.clock.at = tokyo(2024, 5, 11, 10)
    stage.run("request_listing_amendment", payload, OWNER)
    on = {"listing_id": listing, "reflection_on": "2024-05-13"}
    stage.run("approve_listing", on, SECRETARIAT)
    stage.until(tokyo(2024, 5, 14, 1))
    assert _matched(stage) == [(first, listing), (second, listing)]


def test_a_deleted_condition_is_told_of_nothing(stage: Rehearsal) -> None:
    kept, deleted = _save(stage, keyword="水資源"), _save(stage, keyword="水資源")
    stage.run("delete_search_condition", {"condition_id": deleted}, HANA)
    listing = _publish(stage)
    assert _matched(stage) == [(kept, listing)]


def test_who_has_left_is_told_of_nothing(stage: Rehearsal) -> None:
    _save(stage, TARO, keyword="水資源")
    stage.hear("identity", "UserWithdrawn", "taro", {"account_id": "taro"})
    _publish(stage)
    assert _matched(stage) == []


@pytest.mark.requirement("LI-48")
def test_a_jocv_only_listing_is_told_to_present_holders_only(stage: Rehearsal) -> None:
    holder = _save(stage, keyword="協力隊")
    _save(stage, TARO, keyword="協力隊")
    former = as_individual("former")
    _save(stage, former, keyword="協力隊")
    for person in ("hana", "former"):
        stage.hear("identity", "JocvListingViewGranted", person, {"account_id": person})
    stage.hear("identity", "JocvListingViewRevoked", "former", {"account_id": "former"})
    listing = _publish(stage, kind="jocv-job", title="協力隊経験者の求人")
    assert _matched(stage) == [(holder, listing)]


def test_more_matches_than_a_commit_takes_are_all_told_once(stage: Rehearsal) -> None:
    people = [as_individual(f"p{number}") for number in range(MATCHES_PER_COMMIT + 20)]
    saved = sorted(_save(stage, person, keyword="水資源") for person in people)
    listing = _publish(stage)
    assert sorted(_matched(stage)) == [(one, listing) for one in saved]


def test_nothing_is_matched_while_the_projections_are_behind(
    stage: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.views, "wait_for", lambda position, seconds=1.0: False)
    with pytest.raises(NeighbourAway):
        _publish(stage)


def test_a_match_is_recorded_once() -> None:
    match = SavedSearchMatched("c", "p", "l", "D1")
    matches = Matches()
    [event] = meet(matches, [match])
    assert meet(evolve_matches(matches, event), [match]) == []


def test_a_restart_files_the_same_searches(stage: Rehearsal, language: Language) -> None:
    one = _save(stage, keyword="水資源")
    gone = _save(stage, keyword="水資源")
    stage.run("delete_search_condition", {"condition_id": gone}, HANA)
    listing = _publish(stage)
    again = SavedSearches(stage.views, stage.personal_data, lambda: language)
    assert again.follow(1_000_000)
    document = stage.documents("search_documents")[listing]
    assert [match.condition_id for match in again.matching(document)] == [one]


def test_every_saved_condition_is_one_of_search() -> None:
    loaded: Any = SearchConditions().load({"recruiting_fields": ["水資源"], "labels": ["new"]})
    query = query_of(loaded)
    assert (query.fields, query.labels, query.jocv_view) == (("水資源",), ("new",), True)


def test_staff_have_no_saved_conditions_of_their_own(stage: Rehearsal) -> None:
    with pytest.raises(NotPermitted):
        _save(stage, as_staff(), keyword="水")


@pytest.mark.requirement("LI-57")
def test_nothing_is_saved_for_a_person_who_left_a_moment_ago(stage: Rehearsal) -> None:
    _save(stage, keyword="水資源")
    stage.hear("identity", "UserWithdrawn", subject="hana", data={"account_id": "hana"})
    with pytest.raises(NotFound):
        _save(stage, keyword="森林")
    assert stage.run("find_saved_searches", {}, HANA)["items"] == []
