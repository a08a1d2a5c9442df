"""Registered data by section: editing, mandatory items, yearly confirmation (ID-03, ID-17, ID-18)."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import SYSTEM
from tests.unit.identity.people_cast import BASIC, COMPLETE, CONTACT, People
from tests.unit.identity.seekers import PROFILE, online_seeker
from tests.unit.identity.stage import MAIL, as_individual, as_staff, tokyo


@pytest.fixture
def stage() -> People:
    return People(tokyo(2024, 2, 29, 18, 0))


@pytest.fixture
def person(stage: People) -> str:
    return stage.opened()


@pytest.mark.requirement("ID-18")
@pytest.mark.requirement("ID-19")
def test_an_update_changes_its_section_and_sets_the_last_update(stage: People, person: str) -> None:
    stage.wait(days=3, minutes=7, seconds=31)
    stage.run("update_profile", {"contact": CONTACT}, as_individual(person))
    assert stage.types()[-1] == "UserProfileUpdated"
    assert stage.published[-1].data["sections"] == ["contact"]
    own = stage.own(person)
    assert own["sections"]["contact"]["address"] == CONTACT["address"]
    assert own["sections"]["basic"]["name"] == "山田 花子"
    assert own["updated_at"] == "2024-03-03T09:07:00+00:00"
    profile = stage.run("get_profile", {}, as_individual(person))
    assert profile["updated_at"] == own["updated_at"]


@pytest.mark.requirement("ID-18")
def test_a_changed_name_shows_everywhere(stage: People, person: str) -> None:
    stage.run("update_profile", {"basic": {**BASIC, "name": "佐藤 花子"}}, as_individual(person))
    assert stage.run("get_profile", {}, as_individual(person))["name"] == "佐藤 花子"
    assert stage.mail("user-reinstated", account_id=person)["name"] == "佐藤 花子"
    contacts = {"account_ids": [person]}
    found = stage.run("get_contacts_of", contacts, SYSTEM)["items"]
    assert found[0]["name"] == "佐藤 花子"


@pytest.mark.requirement("ID-18")
def test_a_form_opened_before_another_update_is_refused(stage: People, person: str) -> None:
    me = as_individual(person)
    stage.run("update_profile", {"contact": CONTACT, "expected_revision": 0}, me)
    stale = {"basic": BASIC, "expected_revision": 0}
    assert stage.refusal("update_profile", stale, me).code == "stale-form"
    stage.run("update_profile", {"basic": BASIC, "expected_revision": 1}, me)
    assert stage.refusal("update_profile", {}, me).code == "nothing-updated"


@pytest.mark.requirement("ID-18")
def test_each_section_can_be_changed_alone(stage: People, person: str) -> None:
    for section, content in COMPLETE.items():
        stage.run("update_profile", {section: content}, as_individual(person))
    own = stage.own(person)
    assert own["missing"] == []
    assert own["revision"] == len(COMPLETE)
    assert set(own["sections"]) == set(COMPLETE)


@pytest.mark.requirement("ID-03")
def test_address_and_telephone_are_needed_by_full_registrants_only(
    stage: People, person: str
) -> None:
    me = as_individual(person)
    without = {"contact": {"postal_code": "100-0001"}}
    stage.run("update_profile", without, me)
    stage.full(person)
    refusal = stage.refusal("update_profile", without, me)
    assert refusal.code == "mandatory-items-needed"
    assert set(refusal.fields) == {"contact.address", "contact.telephone"}
    assert stage.own(person)["sections"]["contact"] == {**CONTACT, "mobile": ""}


@pytest.mark.requirement("ID-22")
def test_the_data_of_a_full_registrant_hold_all_that_resumes_ask_for(
    stage: People, person: str
) -> None:
    stage.full(person)
    sections = stage.own(person)["sections"]
    assert sections["basic"] | {"name_roman": "YAMADA Hanako"} == sections["basic"]
    for section, item in (
        ("basic", "birth_on"),
        ("basic", "nationality"),
        ("contact", "address"),
        ("contact", "telephone"),
        ("expertise", "areas"),
        ("education", "entries"),
        ("career", "entries"),
        ("languages", "entries"),
        ("intention", "intention"),
    ):
        assert sections[section][item]
    assert sections["qualifications"]["none"] is True


@pytest.mark.parametrize(
    ("section", "content", "field"),
    [
        ("basic", {**BASIC, "birth_on": "2024-03-02"}, "basic.birth_on"),
        ("basic", {**BASIC, "nationality": "jp"}, "basic.nationality"),
        ("career", {"entries": [{"employer": "x", "started": "2012"}]}, "career.entries.0.started"),
        ("languages", {"entries": [{"language": "x", "level": "y"}]}, "languages.entries.0.level"),
        ("contact", {"status": "full"}, "contact.status"),
    ],
)
def test_content_that_breaks_a_rule_is_refused_at_its_field(
    stage: People, person: str, section: str, content: dict[str, object], field: str
) -> None:
    refusal = stage.refusal("update_profile", {section: content}, as_individual(person))
    assert list(refusal.fields) == [field]


def test_personal_data_are_sealed_wherever_they_are_kept(stage: People, person: str) -> None:
    stage.full(person)
    kept = repr([stage.views.store, [c.events for c in stage.store.read_log(0, 1000)]])
    for personal in ("山田", "千代田区", "03-1111-2222", "かけはし大学", "YAMADA", MAIL):
        assert personal not in kept


@pytest.mark.requirement("ID-17")
def test_data_not_updated_for_a_year_are_to_be_confirmed(stage: People, person: str) -> None:
    stage.until(tokyo(2025, 2, 28, 8, 59, 59))
    assert stage.own(person)["confirmation_due"] is False
    asked = {"purpose": "data-confirmation", "account_id": person}
    assert stage.refusal("get_mail_details", asked, SYSTEM).code == "not-found"
    stage.until(tokyo(2025, 2, 28, 9, 0))
    assert stage.own(person)["confirmation_due"] is True
    assert stage.mail("data-confirmation", account_id=person)["address"] == MAIL
    waiting = stage.run("find_confirmations", {}, as_staff())
    assert [one["account_id"] for one in waiting["items"]] == [person]
    stage.wait(days=5)
    stage.run("confirm_registered_information", {}, as_individual(person))
    assert stage.types()[-1] == "RegisteredInformationConfirmed"
    own = stage.own(person)
    assert own["confirmation_due"] is False
    assert own["confirmed_at"].startswith("2025-03-05")
    assert stage.run("find_confirmations", {}, as_staff())["total"] == 0


@pytest.mark.requirement("ID-17")
def test_who_does_not_answer_is_asked_again_a_year_later(stage: People, person: str) -> None:
    stage.until(tokyo(2026, 3, 1, 9, 0))
    asked = [e for e in stage.events() if type(e).__name__ == "ConfirmationAsked"]
    assert len(asked) == 2


@pytest.mark.requirement("ID-17")
def test_an_update_counts_as_confirmation(stage: People, person: str) -> None:
    stage.until(tokyo(2025, 1, 31, 12, 0))
    stage.run("update_profile", {"contact": CONTACT}, as_individual(person))
    stage.until(tokyo(2026, 1, 31, 8, 0))
    assert stage.own(person)["confirmation_due"] is False
    stage.until(tokyo(2026, 1, 31, 9, 0))
    assert stage.own(person)["confirmation_due"] is True


def test_the_history_of_the_own_account_is_told_newest_first(stage: People, person: str) -> None:
    stage.full(person)
    history = stage.run("get_account_history", {"limit": 3}, as_individual(person))
    assert [one["what"] for one in history["items"]] == [
        "full-approved",
        "full-requested",
        "profile-updated",
    ]
    assert history["total"] == 4
    assert stage.run("get_account_history", {}, as_individual("nobody"))["items"] == []


@pytest.mark.requirement("ID-17")
def test_an_update_of_job_seeker_information_counts_as_well(stage: People) -> None:
    person = online_seeker(stage, "seeker@example.jp")
    stage.until(tokyo(2024, 4, 15, 12, 0))
    stage.run("update_job_seeker_information", PROFILE, as_individual(person))
    told = stage.published[-1]
    assert told.type == "UserProfileUpdated"
    assert told.data["confirm_at"] == "2025-04-15T00:00:00+00:00"
    stage.until(tokyo(2025, 4, 15, 8, 0))
    assert stage.own(person)["confirmation_due"] is False
    stage.until(tokyo(2025, 4, 15, 9, 0))
    assert stage.own(person)["confirmation_due"] is True
