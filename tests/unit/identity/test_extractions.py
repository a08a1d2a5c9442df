"""Extraction of personal data: who asks, and what is in a result (ID-89, ID-90, D-40)."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest

from services.identity.domain.extraction.events import EVERYBODY, ExtractedItem
from services.identity.domain.extraction.matching import matches
from services.kernel.contracts import identity_extractions as schemas
from services.kernel.eventkit.domain import SYSTEM, Role
from tests.unit.identity.extraction_cast import DEPARTMENT, OFFICE, OTHER, REQUEST, Case
from tests.unit.identity.people_cast import COMPLETE, People
from tests.unit.identity.stage import MAIL, as_individual, as_organisation, as_staff


# | - | Requested | JICA department | purpose, conditions | `DataExtractionRequested` |
@pytest.mark.requirement("ID-89")
def test_only_departments_of_jica_ask_and_only_with_a_purpose() -> None:
    people = People()
    for role in (Role.JICA_DEPARTMENT, Role.HR_DIVISION):
        people.run("request_data_extraction", REQUEST, as_staff(role))
        assert people.types()[-1] == "DataExtractionRequested"
    for actor in (OFFICE, as_organisation("o"), as_individual("i"), as_staff(Role.ANALYST)):
        refused = people.refusal("request_data_extraction", REQUEST, actor)
        assert refused.code == "not-permitted"
    for missing in ({"purpose": ""}, {"items": []}, {"items": ["password_hash"]}):
        faulty = people.refusal("request_data_extraction", {**REQUEST, **missing}, DEPARTMENT)
        assert faulty.code == "invalid-input"


def _extracted(case: Case, **request: Any) -> list[dict[str, Any]]:
    """All rows that a request made of these conditions brings."""
    answer = case.people.run("request_data_extraction", {**REQUEST, **request}, DEPARTMENT)
    case.extraction_id = answer["extraction_id"]
    case.run("approve_data_extraction", OFFICE)
    return _download(case)


def _download(case: Case) -> list[dict[str, Any]]:
    done = case.run("download_extraction", DEPARTMENT)
    rows: list[dict[str, Any]] = []
    for part in range(done["parts"]):
        read = {"download_id": done["download_id"], "part": part}
        rows += case.run("read_extraction", DEPARTMENT, **read)["items"]
    return rows


@pytest.mark.requirement("ID-89")
@pytest.mark.requirement("ID-90")
def test_a_result_holds_matching_full_registrants_and_the_items_asked_for() -> None:
    case = Case()
    people = case.people
    full = people.opened()
    people.full(full)
    people.opened("simple@example.jp")
    assert _extracted(case) == [
        {"name": "山田 花子", "email": MAIL, "languages": ["英語 (business)"]}
    ]
    kept = case.run("get_extraction", OFFICE)
    assert (kept["purpose"], kept["records"]) == ("短期派遣の候補者さがし", 1)
    assert (kept["requester_id"], kept["state"]) == ("requester", "provided")
    assert kept["provided_at"] == "2024-05-01T03:00:00+00:00"
    assert kept["downloads"] == ["2024-05-01T03:00:00+00:00"]
    assert kept["conditions"]["areas"] == []
    told = [event.data for event in people.published if event.type.startswith("DataExtraction")]
    assert told[-1]["records"] == 1
    log = repr(list(people.store.read_log(0, 1000)))
    assert "短期派遣の候補者さがし" not in log


@pytest.mark.requirement("ID-90")
def test_deceased_withdrawn_suspended_and_simple_registrants_are_never_included() -> None:
    case = Case()
    people = case.people
    ids = {}
    for name in ("stays", "died", "left", "held", "lapsed"):
        ids[name] = people.opened(f"{name}@example.jp")
        people.full(ids[name])
    obituary = {"account_id": ids["died"], "matched": True, "obituary": "2024-05-01"}
    people.run("record_death", obituary, as_staff())
    people.run("suspend_user", {"account_id": ids["held"], "reason": "x"}, as_staff())
    assert {row["email"] for row in _extracted(case)} == {
        "stays@example.jp",
        "left@example.jp",
        "lapsed@example.jp",
    }
    people.run("leave", {"confirmed": True}, as_individual(ids["left"]))
    late = {"account_id": ids["lapsed"], "matched": True, "obituary": "2024-05-02"}
    people.run("record_death", late, as_staff())
    assert [row["email"] for row in _download(case)] == ["stays@example.jp"]
    assert case.run("get_extraction", DEPARTMENT)["records"] == 3


@pytest.mark.requirement("ID-89")
@pytest.mark.parametrize(
    ("conditions", "meant"),
    [
        ({}, True),
        ({"areas": ["health"]}, True),
        ({"areas": ["agriculture"]}, False),
        ({"language": "英語"}, True),
        ({"language": "フランス語"}, False),
        ({"age_from": 34, "age_to": 34}, True),
        ({"age_from": 35}, False),
        ({"age_to": 33}, False),
        ({"jocv_returnee": False}, True),
        ({"jocv_returnee": True}, False),
        ({"regions": ["africa"]}, False),
    ],
)
def test_conditions_say_who_is_meant(conditions: dict[str, Any], meant: bool) -> None:
    case = Case()
    case.people.full(case.people.opened())
    assert len(_extracted(case, **conditions)) == (1 if meant else 0)


def test_whoever_has_no_birth_date_has_no_age() -> None:
    today = date(2024, 5, 1)
    wanted = dataclasses.replace(EVERYBODY, age_from=1)
    assert not matches(wanted, {}, jocv_returnee=False, today=today)
    assert matches(wanted, COMPLETE, jocv_returnee=False, today=today)


@pytest.mark.requirement("ID-89")
def test_only_the_requester_reads_and_only_what_was_logged() -> None:
    case = Case()
    case.people.full(case.people.opened())
    case.provided()
    done = case.run("download_extraction", DEPARTMENT)
    read = {"extraction_id": case.extraction_id, "download_id": done["download_id"], "part": 0}
    people = case.people
    assert people.refusal("read_extraction", read, OTHER).code == "not-found"
    assert people.refusal("read_extraction", read, OFFICE).code == "not-permitted"
    for wrong in ({"download_id": "another"}, {"part": 9}):
        assert people.refusal("read_extraction", {**read, **wrong}, DEPARTMENT).code == "not-found"
    named = {"extraction_id": case.extraction_id}
    assert people.refusal("get_extraction", named, OTHER).code == "not-found"
    assert people.run("find_extractions", {}, OTHER)["total"] == 0
    assert people.run("find_extractions", {"state": "provided"}, OFFICE)["total"] == 1
    people.clock.at += timedelta(hours=1, seconds=1)
    assert people.refusal("read_extraction", read, DEPARTMENT).code == "not-found"


@pytest.mark.requirement("ID-89")
def test_after_7_days_the_list_is_gone() -> None:
    case = Case()
    case.people.full(case.people.opened())
    case.provided()
    case.people.wait(days=7)
    assert len(_download(case)) == 1
    assert case.people.files.pieces(case.extraction_id) == 1
    case.people.wait(seconds=1)
    assert case.people.files.pieces(case.extraction_id) == 0
    named = {"extraction_id": case.extraction_id}
    assert case.people.refusal("download_extraction", named, DEPARTMENT).code == "extraction-over"
    kept = case.run("get_extraction", OFFICE)
    assert (kept["records"], kept["discarded_at"] is not None) == (1, True)
    before = case.people.store.last_position()
    case.run("discard_extraction", SYSTEM)
    assert case.people.store.last_position() - before <= 1


def test_a_request_sent_twice_is_one() -> None:
    people = People()
    for _ in range(2):
        people.run("request_data_extraction", REQUEST, DEPARTMENT, command_id="ask")
    assert len(people.documents("extractions")) == 1


def test_the_contract_names_the_same_items() -> None:
    assert tuple(item.value for item in ExtractedItem) == schemas.ITEMS
