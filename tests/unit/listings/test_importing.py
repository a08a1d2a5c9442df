from __future__ import annotations

import base64
from typing import Any

import pytest

from services.kernel.eventkit.domain import (
    VISITOR,
    InvalidInput,
    NotFound,
    NotPermitted,
    Refusal,
    Role,
)
from tests.support.rehearsal import Rehearsal, as_staff, tokyo
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    STRANGER,
    found_by_search,
    open_stage,
    state_of,
    told,
)


def _row(number: int, line: int | None = None, **changes: Any) -> dict[str, Any]:
    content = {
        "language": "ja",
        "title": f"講座 {number}",
        "recruiting_fields": ["子育て・教育"],
        "locations": [{"country": "JP", "prefecture": "11", "text": "さいたま市"}],
        "work_period": {"start": {"day": "2022-02-19"}, "end": {"day": "2022-02-19"}},
        "recruitment": {"end_on": "2022-02-11"},
        "application_method": "電話",
        "conditions": "どなたでも",
        "description": "練習会",
    } | changes
    return {"line": line or number + 1, "source_id": f"111007-{number}", "content": content}


def _import(stage: Rehearsal, *rows: dict[str, Any], **payload: Any) -> Any:
    command = {"kind": "training", "source": "events-jp", "rows": list(rows)} | payload
    actor = command.pop("actor", OWNER)
    return stage.run("import_listings", command, actor)


def _published(stage: Rehearsal, row: dict[str, Any]) -> str:
    (item,) = _import(stage, row)["items"]
    approval = {"listing_id": item["listing_id"], "reflection_on": "2024-05-10"}
    stage.run("approve_listing", approval, SECRETARIAT)
    stage.until(tokyo(2024, 5, 10, 22))
    return str(item["listing_id"])


def _outcomes(answer: Any) -> list[str]:
    return [item["outcome"] for item in answer["items"]]


def test_imported_rows_wait_for_the_secretariat_and_are_then_found() -> None:
    stage = open_stage()
    answer = _import(stage, _row(1), _row(2))
    assert answer["counts"] == {"created": 2, "changed": 0, "unchanged": 0, "refused": 0}
    ids = [item["listing_id"] for item in answer["items"]]
    assert [state_of(stage, one) for one in ids] == ["requested", "requested"]
    stage.run("approve_listings", {"listing_ids": ids, "reflection_on": "2024-05-10"}, SECRETARIAT)
    stage.until(tokyo(2024, 5, 10, 22))
    assert sorted(found_by_search(stage)) == sorted(ids)
    page = stage.run("get_listing", {"listing_id": ids[0]}, VISITOR)
    assert page["recruitment"] == {"start_on": "2024-05-10", "end_on": None}
    assert page["organisation_name"] == "架け橋大学"


def test_a_second_import_changes_nothing_even_on_a_later_day() -> None:
    stage = open_stage()
    _import(stage, _row(1), _row(2))
    stage.until(tokyo(2024, 6, 1))
    before = len(stage.events())
    assert _outcomes(_import(stage, _row(1), _row(2))) == ["unchanged", "unchanged"]
    assert len(stage.events()) == before


def test_a_repeated_command_tells_the_same_and_does_nothing_twice() -> None:
    stage = open_stage()
    command = {"kind": "training", "source": "events-jp", "rows": [_row(1)]}
    first = stage.run("import_listings", command, OWNER, command_id="i-1")
    again = stage.run("import_listings", command, OWNER, command_id="i-1")
    assert (_outcomes(first), _outcomes(again)) == (["created"], ["created"])
    assert len(stage.events()) == 1


def test_a_dry_run_tells_the_outcomes_and_changes_nothing() -> None:
    stage = open_stage()
    _import(stage, _row(1))
    rows = (_row(1), _row(2), _row(3, title=""))
    answer = _import(stage, *rows, dry_run=True)
    assert _outcomes(answer) == ["unchanged", "created", "refused"]
    assert len(stage.events()) == 1
    assert _outcomes(_import(stage, *rows)) == ["unchanged", "created", "refused"]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"title": ""}, "title", "required"),
        ({"title": "長" * 301}, "title", "too-long"),
        (
            {"work_period": {"start": {"day": "2022-02-31"}}},
            "work_period.start.day",
            "invalid-date",
        ),
        (
            {"work_period": {"start": {"day": "2022-02-03"}, "end": {"day": "2022-02-02"}}},
            "work_period.end",
            "end-before-start",
        ),
        ({"work_period": None}, "work_period", "required"),
        ({"recruitment": {"end_on": "tomorrow"}}, "recruitment.end_on", "invalid-date"),
        ({"recruitment": "2022"}, "recruitment", "invalid"),
        ({"surprise": 1}, "surprise", "unknown-field"),
    ],
)
def test_a_bad_row_is_refused_by_field_and_rule_and_stops_no_other(
    changes: dict[str, Any], field: str, code: str
) -> None:
    stage = open_stage()
    answer = _import(stage, _row(1, **changes), _row(2))
    assert _outcomes(answer) == ["refused", "created"]
    refused = answer["items"][0]
    assert refused["line"] == 2
    assert [problem["code"] for problem in refused["fields"][field]] == [code]


def test_two_rows_of_one_id_are_not_both_imported() -> None:
    answer = _import(open_stage(), _row(1), _row(1, line=9, title="別"))
    assert _outcomes(answer) == ["created", "refused"]
    problem = answer["items"][1]["fields"]["source_id"][0]
    assert problem == {"code": "duplicate-in-import", "params": {"first_line": 2}}


def test_a_changed_row_corrects_the_pending_request() -> None:
    stage = open_stage()
    (item,) = _import(stage, _row(1))["items"]
    assert _outcomes(_import(stage, _row(1, title="改めた講座"))) == ["changed"]
    assert told(stage)[-1] == "ListingRequestCorrected"
    assert stage.documents("listings")[item["listing_id"]]["title"] == "改めた講座"
    assert _outcomes(_import(stage, _row(1, title="改めた講座"))) == ["unchanged"]


def test_a_changed_row_of_a_published_listing_asks_for_an_amendment() -> None:
    stage = open_stage()
    (item,) = _import(stage, _row(1))["items"]
    approval = {"listing_id": item["listing_id"], "reflection_on": "2024-05-10"}
    stage.run("approve_listing", approval, SECRETARIAT)
    answer = _import(stage, _row(1, title="早すぎる"))
    assert answer["items"][0]["code"] == "listing-awaits-reflection"
    stage.until(tokyo(2024, 5, 10, 22))
    assert _outcomes(_import(stage, _row(1, title="改めた講座"))) == ["changed"]
    assert told(stage)[-1] == "ListingAmendmentRequested"
    assert _outcomes(_import(stage, _row(1, title="改めた講座"))) == ["unchanged"]
    assert _outcomes(_import(stage, _row(1, title="再び"))) == ["changed"]
    assert told(stage)[-1] == "ListingRequestCorrected"


def test_a_changed_row_replaces_an_amendment_that_was_returned_long_ago() -> None:
    stage = open_stage()
    listing_id = _published(stage, _row(1))
    _import(stage, _row(1, title="改めた講座"))
    stage.run("return_listing", {"listing_id": listing_id, "reason": "不足"}, SECRETARIAT)
    stage.until(tokyo(2024, 5, 13, 9))
    assert _outcomes(_import(stage, _row(1, title="再び"))) == ["changed"]
    assert told(stage)[-1] == "ListingAmendmentRequested"


@pytest.mark.requirement("LI-41")
def test_a_row_that_changes_after_its_deadline_does_not_open_its_listing_again() -> None:
    stage = open_stage()
    ends = {"end_on": "2024-05-20"}
    listing_id = _published(stage, _row(1, recruitment=ends))
    stage.until(tokyo(2024, 5, 21, 9))
    assert state_of(stage, listing_id) == "ended"
    _import(stage, _row(1, title="改めた講座", recruitment=ends))
    approval = {"listing_id": listing_id, "reflection_on": "2024-05-22"}
    stage.run("approve_listing", approval, SECRETARIAT)
    stage.until(tokyo(2024, 5, 22))
    document = stage.documents("listings")[listing_id]
    assert document["title"] == "改めた講座"
    assert document["content"]["recruitment"] == {"start_on": "2024-05-10", **ends}
    assert document["state"] == "ended"


def test_a_public_row_stays_open_since_it_was_and_closes_with_its_deadline() -> None:
    stage = open_stage()
    listing_id = _published(stage, _row(1, recruitment={"end_on": "2024-05-31"}))
    stage.until(tokyo(2024, 5, 20, 9))
    _import(stage, _row(1, recruitment={"end_on": "2024-05-09"}))
    amendment = stage.documents("listings")[listing_id]["amendment"]
    period = {"start_on": "2024-05-09", "end_on": "2024-05-09"}
    assert amendment["content"]["recruitment"] == period
    approval = {"listing_id": listing_id, "reflection_on": "2024-05-21"}
    stage.run("approve_listing", approval, SECRETARIAT)
    assert stage.published[-1].data["withdraws"] is True


def test_a_returned_import_is_not_requested_again_until_its_row_changes() -> None:
    stage = open_stage()
    (item,) = _import(stage, _row(1))["items"]
    returned = {"listing_id": item["listing_id"], "reason": "不足"}
    stage.run("return_listing", returned, SECRETARIAT)
    assert _outcomes(_import(stage, _row(1))) == ["unchanged"]
    assert _outcomes(_import(stage, _row(1, title="改"))) == ["changed"]
    assert state_of(stage, item["listing_id"]) == "requested"


def test_a_deadline_that_lies_ahead_counts() -> None:
    stage = open_stage()
    (item,) = _import(stage, _row(1, recruitment={"end_on": "2024-05-31"}))["items"]
    content = stage.documents("listings")[item["listing_id"]]["content"]
    assert content["recruitment"] == {"start_on": "2024-05-10", "end_on": "2024-05-31"}


def test_the_same_rows_of_two_organisations_are_different_listings() -> None:
    stage = open_stage()
    (mine,) = _import(stage, _row(1))["items"]
    command = {"kind": "training", "source": "events-jp", "rows": [_row(1)]}
    (theirs,) = stage.run("import_listings", command, STRANGER)["items"]
    assert theirs["outcome"] == "created"
    assert theirs["listing_id"] != mine["listing_id"]


def test_who_may_import_for_whom() -> None:
    stage = open_stage()
    command = {"kind": "training", "source": "events-jp", "rows": [_row(1)]}
    for_other = {**command, "organisation_id": "org-2"}
    assert _outcomes(stage.run("import_listings", for_other, SECRETARIAT)) == ["created"]
    with pytest.raises(NotFound):
        stage.run("import_listings", for_other, OWNER)
    with pytest.raises(NotPermitted):
        stage.run("import_listings", command, VISITOR)
    with pytest.raises(Refusal) as refused:
        stage.run("import_listings", {**command, "organisation_id": "org-9"}, SECRETARIAT)
    assert refused.value.code == "organisation-not-registered"
    (item,) = _import(stage, _row(3), kind="public-notice")["items"]
    assert item["code"] == "kind-not-postable"


def test_a_file_is_read_into_rows_that_can_be_imported() -> None:
    stage = open_stage()
    line = (
        '{"feed": "unhcr_jobs.xml", "guid": "g-1", "title": "Protection Associate", '
        '"first_seen": "2024-03-05T07:57:17+00:00", "link": "https://example.org/1", '
        '"description": "A vacancy. Location: Ankara, Turkiye. Posted today."}'
    )
    payload = {
        "format": "un-jobs",
        "content": base64.b64encode(f"{line}\nnot json\n".encode()).decode(),
    }
    file = stage.run("read_import_file", payload, OWNER)
    assert (file["source"], file["kind"], file["total"]) == ("un-jobs", "job", 2)
    assert [(problem["line"], problem["code"]) for problem in file["problems"]] == [(2, "not-json")]
    command = {"kind": file["kind"], "source": file["source"], "rows": file["rows"]}
    assert _outcomes(stage.run("import_listings", command, OWNER)) == ["created"]


@pytest.mark.parametrize("text", ["***", "YQ", ""])
def test_a_file_that_is_not_base64_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        open_stage().run("read_import_file", {"format": "un-jobs", "content": text}, OWNER)
    assert list(refused.value.fields) == ["content"]


def test_an_operator_imports_for_the_organisation_named_and_must_name_one() -> None:
    stage = open_stage()
    operator = as_staff(Role.OPERATOR)
    answer = _import(stage, _row(1), actor=operator, organisation_id="org-1")
    assert _outcomes(answer) == ["created"]
    assert stage.run("get_listing", {"listing_id": answer["items"][0]["listing_id"]}, OWNER)
    with pytest.raises(InvalidInput) as refused:
        _import(stage, _row(2), actor=operator)
    assert set(refused.value.fields) == {"organisation_id"}
