"""Browsing of people: who is found, by what, and who must never be (ID-44, ID-48 to ID-52)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from services.kernel.eventkit.domain import SYSTEM, Actor, Role
from tests.unit.identity.browsing import (
    found,
    may_view,
    organisation,
    search,
    showing,
    shown,
)
from tests.unit.identity.hiding import HIDING
from tests.unit.identity.seekers import PROFILE, at, by_staff, online_seeker, own
from tests.unit.identity.stage import Stage, as_organisation, as_staff

SIMPLE = Actor(Role.ORGANISATION, "person-in-charge", "o-simple")


@pytest.mark.requirement("ID-48")
@pytest.mark.parametrize(
    ("keyword", "hits"),
    [
        ("母子保健", True),
        ("人を育てる", True),
        ("看護師", True),
        ("ケニア 保健", True),
        ("ケニア 水道", False),
        ("新宿", False),
        ("山田", False),
        ("hanako", False),
    ],
)
def test_keywords_look_into_what_is_shown_and_nothing_else(
    stage: Stage, keyword: str, hits: bool
) -> None:
    who = shown(stage)
    assert found(stage, keyword=keyword) == ([who] if hits else [])


@pytest.mark.requirement("ID-48")
@pytest.mark.requirement("ID-50")
def test_several_conditions_narrow_and_the_counts_say_how_far(stage: Stage) -> None:
    first = shown(stage)
    second = shown(stage, "b@example.jp", fields_wanted=["water"], languages=["ja", "es"])
    third = shown(stage, "c@example.jp", fields_wanted=["health"], education="doctor")
    assert set(found(stage)) == {first, second, third}
    assert set(found(stage, fields_wanted=["health"])) == {first, third}
    assert found(stage, fields_wanted=["health"], education=["doctor"]) == [third]
    assert found(stage, fields_wanted=["health"], languages=["es"]) == []
    assert set(found(stage, places=["JP"], languages=["es", "fr"])) == {first, second, third}
    facets = search(stage, fields_wanted=["health"])["facets"]
    assert facets["education"] == [
        {"value": "doctor", "count": 1},
        {"value": "master", "count": 1},
    ]


@pytest.mark.requirement("ID-51")
def test_a_person_is_known_by_user_id_and_never_by_name_or_address(stage: Stage) -> None:
    who = shown(stage)
    card = search(stage)["items"][0]
    detail = stage.run("view_person", {"account_id": who}, as_organisation("o-1"))
    assert card["user_id"] == detail["user_id"] == "U0000001"
    assert detail["appeal"] == PROFILE["appeal"]
    for told in (repr(card), repr(detail)):
        for personal in ("hanako", "山田", "新宿", "03-1111", "160", "1990"):
            assert personal not in told


@pytest.mark.requirement("ID-52")
def test_only_full_organisations_browse(stage: Stage) -> None:
    who = shown(stage)
    for operation, payload in (("search_people", {}), ("view_person", {"account_id": who})):
        refusal = stage.refusal(operation, payload, SIMPLE)
        assert refusal.code == "talent-viewing-for-full-organisations"


@pytest.mark.requirement("ID-52")
def test_each_view_is_recorded_for_the_survey(stage: Stage) -> None:
    who, one = shown(stage), organisation(stage)
    for _ in range(3):
        assert may_view(stage, who, one)
    at(stage, 5, 3)
    assert may_view(stage, who, "o-2")
    assert search(stage, one)["total"] == 1

    def viewers(first: str, last: str) -> list[tuple[str, str, int]]:
        payload = {"from_on": first, "until_on": last}
        items = stage.run("find_talent_viewers", payload, as_staff())["items"]
        return [(each["organisation_id"], each["name"], each["views"]) for each in items]

    assert viewers("2024-05-01", "2024-05-31") == [(one, "かけはし協会", 3), ("o-2", "", 1)]
    assert viewers("2024-05-02", "2024-05-31") == [("o-2", "", 1)]
    assert viewers("2024-06-01", "2024-06-30") == []


@pytest.mark.requirement("ID-43")
@pytest.mark.requirement("ID-44")
def test_the_switch_shows_and_hides_at_once_and_is_told(stage: Stage) -> None:
    who = online_seeker(stage)
    own(stage, who, "update_job_seeker_information", **PROFILE)
    assert (found(stage), may_view(stage, who)) == ([], False)
    own(stage, who, "publish_profile", public=True)
    assert stage.published[-1].type == "ProfilePublicationChanged"
    assert stage.published[-1].data["public"] is True
    assert (found(stage), may_view(stage, who)) == ([who], True)
    own(stage, who, "publish_profile", public=False)
    assert (found(stage), may_view(stage, who)) == ([], False)
    before = len(stage.published)
    own(stage, who, "publish_profile", public=False)
    assert len(stage.published) == before


@pytest.mark.requirement("ID-43")
def test_a_private_profile_is_shown_to_the_organisations_on_the_list(stage: Stage) -> None:
    one, two = organisation(stage), organisation(stage, "two@kakehashi.example")
    who = online_seeker(stage)
    own(stage, who, "update_job_seeker_information", **PROFILE)
    own(stage, who, "show_profile_to", organisation_id=one)
    assert stage.published[-1].data["shown_to"] == [one]
    assert (found(stage, one), found(stage, two)) == ([who], [])
    assert (may_view(stage, who, one), may_view(stage, who, two)) == (True, False)
    listed = own(stage, who, "get_job_seeker")["publication"]["shown_to"]
    assert [each["name"] for each in listed] == ["かけはし協会"]
    own(stage, who, "stop_showing_profile_to", organisation_id=one)
    assert (found(stage, one), may_view(stage, who, one)) == ([], False)


def test_nobody_is_shown_to_an_organisation_that_does_not_exist(stage: Stage) -> None:
    who = online_seeker(stage)
    actor = Actor(Role.INDIVIDUAL, who)
    refusal = stage.refusal("show_profile_to", {"organisation_id": "nobody"}, actor)
    assert refusal.code == "not-found"


def test_a_simple_registrant_without_job_seeker_registration_has_no_profile(stage: Stage) -> None:
    who = stage.opened()
    for operation, payload in (
        ("publish_profile", {"public": True}),
        ("update_job_seeker_information", PROFILE),
    ):
        refusal = stage.refusal(operation, payload, Actor(Role.INDIVIDUAL, who))
        assert refusal.code == "profile-not-for-publication"


@pytest.mark.requirement("ID-44")
@pytest.mark.requirement("ID-21")
@pytest.mark.requirement("ID-30")
@pytest.mark.parametrize("reason", HIDING)
def test_who_must_not_be_seen_is_not_seen_from_the_acknowledgement_on(
    stage: Stage, reason: str
) -> None:
    who, other = shown(stage), shown(stage, "other@example.jp")
    assert set(found(stage)) == {who, other}
    assert showing(stage, who)
    HIDING[reason](stage, who)
    if reason == "expired a moment ago":
        assert search(stage)["items"] == []
    else:
        after = search(stage)
        assert [each["account_id"] for each in after["items"]] == [other]
        assert after["total"] == 1
    assert not may_view(stage, who)
    assert not showing(stage, who)


@pytest.mark.requirement("ID-44")
@pytest.mark.parametrize("reason", HIDING)
def test_an_index_that_lags_shows_nobody_either(
    stage: Stage, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The account itself is asked: here the index never hears of the change."""
    who = shown(stage)
    assert found(stage) == [who]
    monkeypatch.setattr(stage.store, "read_log", _deaf(stage))
    HIDING[reason](stage, who)
    assert search(stage)["items"] == []


def _deaf(stage: Stage) -> Callable[[int, int], list[Any]]:
    """A log in which projections see everything and the index, which reads in 500s, nothing."""
    read_log = stage.store.read_log

    def read(after: int, limit: int) -> list[Any]:
        return [] if limit == 500 else list(read_log(after, limit))

    return read


def test_a_block_that_is_lifted_shows_again(stage: Stage) -> None:
    who = shown(stage)
    HIDING["blocked"](stage, who)
    payload = {"account_id": who, "organisation_id": "o-1", "blocked": False}
    stage.run("note_organisation_block", payload, SYSTEM)
    assert found(stage) == [who]
    before = stage.store.last_position()
    stage.run("note_organisation_block", payload, SYSTEM)
    assert stage.store.last_position() == before


@pytest.mark.requirement("ID-49")
def test_pages_are_of_twenty_newest_first_with_the_true_total(stage: Stage) -> None:
    people = []
    for number in range(23):
        stage.wait(seconds=5)
        people.append(shown(stage, f"p{number}@example.jp"))
    first, second = search(stage), search(stage, page=2)
    assert [one["account_id"] for one in first["items"]] == people[:2:-1]
    assert [one["account_id"] for one in second["items"]] == people[2::-1]
    assert (first["total"], first["pages"]) == (23, 2)
    assert (second["first"], second["last"]) == (21, 23)


def test_staff_reactivation_lets_a_public_profile_be_found_again(stage: Stage) -> None:
    who = shown(stage)
    HIDING["inactive"](stage, who)
    assert found(stage) == []
    by_staff(stage, who, "reactivate_job_seeker")
    assert found(stage) == [who]
