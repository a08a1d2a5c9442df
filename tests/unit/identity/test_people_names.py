"""The names that the secretariat searches by: in memory, in step with the log, gone with the person."""

from __future__ import annotations

from typing import Any

import pytest

from services.identity.adapters.people_search.names import NamesReplica
from services.identity.application.people_names import NameAndBirth
from services.kernel.eventkit.domain import Refusal
from tests.unit.identity.people_cast import BASIC, People
from tests.unit.identity.stage import MAIL, NOON, as_individual, as_staff, organisation

OFFICE = as_staff()


@pytest.fixture
def stage() -> People:
    return People(NOON)


def names_of(stage: People) -> NamesReplica:
    """The index that the service of the stage asks."""
    handler = stage.service.application.operations["find_people"].handler
    replica: NamesReplica = handler._names  # type: ignore[attr-defined]
    return replica


def found(stage: People, **asked: Any) -> list[str]:
    answer = stage.run("find_people", asked, OFFICE)
    return [one["account_id"] for one in answer["items"]]


@pytest.mark.requirement("ID-21")
def test_people_are_found_by_the_name_of_this_moment(stage: People) -> None:
    who = stage.opened()
    assert found(stage, name="山田") == [who]
    basic = {**BASIC, "name": "佐藤 花子", "birth_on": "1991-02-03"}
    stage.run("update_profile", {"basic": basic}, as_individual(who))
    assert found(stage, name="山田 花子") == []
    assert found(stage, name="佐藤", birth_on="1991-02-03") == [who]
    assert found(stage, name="yamada hanako") == [who]


@pytest.mark.requirement("ID-81")
def test_only_individuals_are_taken_in_when_an_organisation_changes_its_address(
    stage: People,
) -> None:
    approved = stage.active_organisation()
    staff = stage.internal()
    who = stage.opened()
    assert found(stage, name="山田") == [who]
    changed = organisation(email="new@kakehashi.example", person_in_charge="山田 次郎")
    for fixed in ("kind", "category", "listed"):
        del changed[fixed]
    wish = {"organisation_id": approved["organisation_id"], **changed}
    stage.run("update_organisation", wish, OFFICE)
    assert stage.log_in("new@kakehashi.example", kind="organisation")["token"]
    assert found(stage, name="山田") == [who]
    assert set(names_of(stage).following.present()) == {who}
    assert staff not in names_of(stage).following.present()


@pytest.mark.requirement("ID-46")
def test_nothing_of_a_person_who_left_stays_in_memory(stage: People) -> None:
    who, other = stage.opened(), stage.opened("taro@example.jp", name="山田 太郎")
    assert found(stage, name="山田") == sorted([who, other])
    stage.run("leave", {"confirmed": True}, as_individual(who))
    assert names_of(stage).candidates(NameAndBirth("山田")) == [other]
    assert who not in names_of(stage).following.present()


@pytest.mark.requirement("ID-46")
def test_who_searches_before_the_key_is_destroyed_keeps_nothing_of_a_person_who_left(
    stage: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = stage.opened()
    assert found(stage, name="山田") == [who]
    destroy = stage.personal_data.destroy
    meanwhile: list[list[str]] = []

    def destroy_after_a_search(owner: str) -> None:
        meanwhile.append(list(names_of(stage).candidates(NameAndBirth("山田"))))
        destroy(owner)

    monkeypatch.setattr(stage.personal_data, "destroy", destroy_after_a_search)
    stage.run("leave", {"confirmed": True}, as_individual(who))
    assert meanwhile[0] == []
    assert who not in names_of(stage).following.present()


def test_no_part_of_a_name_reaches_into_its_reading(stage: People) -> None:
    stage.opened(name="ヤマ", name_kana="ヤマ")
    assert found(stage, name="ヤマヤマ") == []


def test_a_status_is_looked_for_among_everybody_with_the_name(
    stage: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.identity.application.queries import find_people

    monkeypatch.setattr(find_people, "MOST", 2)
    people = [stage.opened(f"p{number}@example.jp", name="山田 花子") for number in range(5)]
    last = sorted(people)[-1]
    stage.run("suspend_user", {"account_id": last, "reason": "規約違反"}, OFFICE)
    assert len(found(stage, name="山田")) == 2
    assert found(stage, name="山田", status="suspended") == [last]


def test_only_those_who_match_are_opened(stage: People, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.opened(MAIL)
    who = stage.opened("taro@example.jp", name="鈴木 太郎")
    assert found(stage, name="鈴木") == [who]
    opened: list[str] = []
    open_many = stage.personal_data.open_many

    def counted(sealed: Any) -> Any:
        opened.extend(one.owner for one in sealed)
        return open_many(sealed)

    monkeypatch.setattr(stage.personal_data, "open_many", counted)
    assert found(stage, name="鈴木") == [who]
    assert set(opened) == {who}


def test_a_process_that_still_reads_the_names_says_so(
    stage: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.opened()
    monkeypatch.setattr(names_of(stage).following, "_started", True)
    with pytest.raises(Refusal) as refused:
        stage.run("find_people", {"name": "山田"}, OFFICE)
    assert refused.value.code == "people-search-not-ready"
    assert len(stage.run("find_people", {"login_id": MAIL}, OFFICE)["items"]) == 1
