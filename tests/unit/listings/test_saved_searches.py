from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import VISITOR, Facet, InvalidInput, NotFound, NotPermitted
from services.kernel.eventkit.domain.inactive import JobSeekerInactive
from services.listings.domain.personal.search_conditions import (
    CONDITIONS_AT_MOST,
    TooManySavedConditions,
)
from tests.support.rehearsal import Rehearsal, as_individual, as_staff
from tests.unit.listings.stage import OWNER, open_stage, told

HANA = as_individual("hana", Facet.JOB_SEEKER)
TARO = as_individual("taro")


@pytest.fixture
def stage() -> Rehearsal:
    return open_stage()


def _save(stage: Rehearsal, actor: Any = HANA, name: str = "", **conditions: Any) -> str:
    payload = {"name": name, "conditions": conditions}
    return str(stage.run("save_search_condition", payload, actor)["condition_id"])


def _saved(stage: Rehearsal, actor: Any = HANA) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = stage.run("find_saved_searches", {}, actor)["items"]
    return items


@pytest.mark.requirement("LI-57")
def test_a_saved_condition_is_kept_as_it_was_searched_for(stage: Rehearsal) -> None:
    first = _save(stage, keyword="水 ケニア", kinds=["job"], locations=["KE"], open=True)
    second = _save(stage, name="近くの研修", kinds=["training"], section="trainings")
    newest, oldest = _saved(stage)
    assert (newest["condition_id"], newest["name"]) == (second, "近くの研修")
    assert newest["conditions"]["section"] == "trainings"
    assert (oldest["condition_id"], oldest["name"]) == (first, "")
    assert oldest["conditions"]["keyword"] == "水 ケニア"
    assert oldest["conditions"]["locations"] == ["KE"]
    assert oldest["conditions"]["open"] is True
    assert _saved(stage, TARO) == []
    assert told(stage, "SearchConditionSaved") == ["SearchConditionSaved"] * 2


@pytest.mark.requirement("LI-57")
def test_a_saved_condition_can_be_deleted_by_its_owner_only(stage: Rehearsal) -> None:
    condition = _save(stage, keyword="水")
    with pytest.raises(NotFound):
        stage.run("delete_search_condition", {"condition_id": condition}, TARO)
    stage.run("delete_search_condition", {"condition_id": condition}, HANA)
    assert _saved(stage) == []
    with pytest.raises(NotFound):
        stage.run("delete_search_condition", {"condition_id": condition}, HANA)
    assert told(stage, "SearchConditionDeleted") == ["SearchConditionDeleted"]


def test_what_is_looked_for_is_nowhere_readable(stage: Rehearsal) -> None:
    _save(stage, name="内緒の望み", keyword="転職先の水道局")
    everything = f"{stage.events()} {stage.published} {stage.views.store}"
    assert "内緒" not in everything
    assert "水道局" not in everything


@pytest.mark.requirement("ID-37")
def test_an_inactive_job_seeker_saves_no_condition(stage: Rehearsal) -> None:
    with pytest.raises(JobSeekerInactive):
        _save(stage, as_individual("hana", Facet.INACTIVE_JOB_SEEKER), keyword="水")


@pytest.mark.parametrize("actor", [VISITOR, OWNER, as_staff()])
def test_only_individuals_save_conditions(stage: Rehearsal, actor: Any) -> None:
    for name, payload in (
        ("save_search_condition", {"conditions": {}}),
        ("delete_search_condition", {"condition_id": "a"}),
        ("find_saved_searches", {}),
    ):
        with pytest.raises(NotPermitted):
            stage.run(name, payload, actor)


def test_a_condition_that_search_does_not_know_is_refused(stage: Rehearsal) -> None:
    for wrong in ({"kinds": ["party"]}, {"page": 2}, {"open_on": "2024-05-01"}):
        with pytest.raises(InvalidInput):
            stage.run("save_search_condition", {"conditions": wrong}, HANA)


def test_a_person_has_a_limited_number_of_saved_conditions(stage: Rehearsal) -> None:
    for number in range(CONDITIONS_AT_MOST):
        _save(stage, keyword=f"水{number}")
    with pytest.raises(TooManySavedConditions):
        _save(stage, keyword="水")
    _save(stage, TARO, keyword="水")


@pytest.mark.requirement("ID-20")
def test_nothing_is_left_of_the_searches_of_who_has_left(stage: Rehearsal) -> None:
    _save(stage, keyword="水")
    stage.hear("identity", "UserWithdrawn", "hana", {"account_id": "hana"})
    assert _saved(stage) == []
    assert told(stage, "SearchConditionDeleted") == ["SearchConditionDeleted"]
    assert stage.documents("saved_searches")["hana"]["conditions"] == {}
