from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import VISITOR
from tests.unit.identity.stage import Stage, as_individual, as_organisation, as_staff

OFFICE = "office@kakehashi.example"


@pytest.mark.requirement("ID-83")
def test_the_public_list_holds_registered_organisations_that_asked_for_it(stage: Stage) -> None:
    stage.approved_organisation(email="b@example.jp", name="い協会", category="school")
    stage.approved_organisation(email="a@example.jp", name="あ協会", institution_type="school")
    stage.approved_organisation(email="c@example.jp", name="う協会", listed=False)
    stage.requested_organisation(email="d@example.jp", name="え協会")
    everything = stage.run("find_organisations", {}, VISITOR)
    assert [item["name"] for item in everything["items"]] == ["あ協会", "い協会"]
    assert everything["total"] == 2
    for where, name in (
        ({"category": "school"}, "い協会"),
        ({"institution_type": "school"}, "あ協会"),
        ({"limit": 1, "offset": 1}, "い協会"),
    ):
        found = stage.run("find_organisations", where, VISITOR)
        assert [item["name"] for item in found["items"]] == [name]


def test_the_public_part_names_nobody(stage: Stage) -> None:
    approved = stage.approved_organisation()
    payload = {"organisation_id": approved["organisation_id"]}
    public = stage.run("get_organisation", payload, as_individual("u-1"))
    assert public["institution_id"] == "K000001"
    assert not {"person_in_charge", "email", "telephone", "account_id"} & set(public)
    assert public in stage.run("find_organisations", {}, VISITOR)["items"]


@pytest.mark.requirement("ID-80")
def test_an_organisation_sees_its_own_data_and_the_secretariat_everybodys(stage: Stage) -> None:
    payload = {"organisation_id": stage.approved_organisation()["organisation_id"]}
    for actor in (as_organisation(payload["organisation_id"]), as_staff()):
        answer = stage.run("get_organisation", payload, actor)
        assert (answer["email"], answer["status"]) == (OFFICE, "registered")
    other = stage.run("get_organisation", payload, as_organisation("another"))
    assert "email" not in other


def test_a_request_is_visible_to_the_secretariat_only(stage: Stage) -> None:
    payload = {"organisation_id": stage.requested_organisation()}
    assert stage.run("get_organisation", payload, as_staff())["status"] == "requested"
    for actor in (VISITOR, as_individual("u-1"), as_organisation("another")):
        assert stage.refusal("get_organisation", payload, actor).code == "not-found"
    unknown = {"organisation_id": "unknown"}
    assert stage.refusal("get_organisation", unknown, as_staff()).code == "not-found"


def test_an_erased_contact_leaves_the_organisation_readable(stage: Stage) -> None:
    approved = stage.approved_organisation()
    stage.personal_data.destroy(approved["account_id"])
    payload = {"organisation_id": approved["organisation_id"]}
    answer = stage.run("get_organisation", payload, as_staff())
    assert (answer["name"], answer["email"]) == ("かけはし協会", "")
