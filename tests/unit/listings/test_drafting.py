from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import (
    SYSTEM,
    VISITOR,
    InvalidInput,
    NotFound,
    NotPermitted,
    Refusal,
    StaleForm,
)
from tests.support.rehearsal import Rehearsal, as_individual, tokyo
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    STRANGER,
    content,
    drafted,
    found_by_search,
    open_stage,
    requested,
    state_of,
    told,
)


def _draft(stage: Rehearsal, **payload: Any) -> Any:
    return stage.run("draft_listing", {"content": content(), "terms_agreed": True} | payload, OWNER)


@pytest.mark.requirement("LI-11")
def test_no_draft_exists_without_agreeing_to_the_terms() -> None:
    stage = open_stage()
    with pytest.raises(Refusal) as refused:
        _draft(stage, terms_agreed=False)
    assert refused.value.code == "terms-not-agreed"
    assert stage.events() == []


@pytest.mark.requirement("LI-11")
def test_no_draft_exists_without_a_language() -> None:
    stage = open_stage()
    with pytest.raises(InvalidInput) as refused:
        _draft(stage, content={k: v for k, v in content().items() if k != "language"})
    assert list(refused.value.fields) == ["content.language"]
    assert stage.events() == []


@pytest.mark.requirement("LI-13")
@pytest.mark.requirement("LI-06")
def test_a_temporary_save_stores_a_draft_with_its_data_number() -> None:
    stage = open_stage()
    answer = _draft(stage)
    assert answer["data_number"] == "D000000001"
    assert told(stage) == ["ListingDrafted"]
    assert stage.published[0].data["title"] == "水資源の専門家"


@pytest.mark.requirement("LI-13")
@pytest.mark.parametrize(
    ("item", "empty"),
    [
        ("title", ""),
        ("recruiting_fields", []),
        ("locations", []),
        ("work_period", None),
        ("recruitment", None),
        ("application_method", " "),
        ("conditions", ""),
        ("description", ""),
        ("employment_type", None),
    ],
)
def test_a_missing_mandatory_item_is_named_and_nothing_is_saved(item: str, empty: Any) -> None:
    stage = open_stage()
    with pytest.raises(InvalidInput) as refused:
        _draft(stage, content=content(**{item: empty}))
    assert refused.value.fields[f"content.{item}"][0].code == "required"
    assert stage.events() == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        (
            {"work_period": {"start": {"day": "2024-08-01"}, "end": {"day": "2024-07-31"}}},
            "work_period.end",
            "end-before-start",
        ),
        (
            {"recruitment": {"start_on": "2024-05-02", "end_on": "2024-05-01"}},
            "recruitment.end_on",
            "end-before-start",
        ),
        ({"locations": [{"country": "XX", "text": "?"}]}, "locations.0.country", "unknown-country"),
        ({"locations": [{}]}, "locations.0.country", "required"),
        (
            {"locations": [{"country": "KE", "prefecture": "13"}]},
            "locations.0.prefecture",
            "prefecture-outside-japan",
        ),
        (
            {"locations": [{"country": "JP", "prefecture": "48"}]},
            "locations.0.prefecture",
            "unknown-prefecture",
        ),
        ({"recruiting_fields": ["援助／／手法"]}, "recruiting_fields.0", "empty-level"),
        ({"source_url": "javascript:alert(1)"}, "source_url", "not-a-web-address"),
        ({"title": "一\n二"}, "title", "one-line"),
        ({"title": "長" * 301}, "title", "too-long"),
        (
            {"work_period": {"start": {"day": "2024-02-30"}}},
            "work_period.start.day",
            "invalid-date",
        ),
        (
            {"work_period": {"start": {"day": "0001-01-01"}}},
            "work_period.start.day",
            "year-out-of-range",
        ),
        (
            {"recruitment": {"start_on": "2024-05-02", "end_on": "9999-12-31"}},
            "recruitment.end_on",
            "year-out-of-range",
        ),
        ({"kind": "party"}, "kind", "not-a-choice"),
        ({"colour": "red"}, "colour", "unknown-field"),
    ],
)
def test_wrong_contents_are_refused_by_field_and_rule(
    changes: dict[str, Any], field: str, code: str
) -> None:
    stage = open_stage()
    with pytest.raises(InvalidInput) as refused:
        _draft(stage, content=content(**changes))
    assert [problem.code for problem in refused.value.fields[f"content.{field}"]] == [code]
    assert stage.events() == []


@pytest.mark.requirement("LI-14")
@pytest.mark.parametrize(
    ("opened", "accepted"),
    [
        (tokyo(2024, 5, 10, 14, 0, 0), True),
        (tokyo(2024, 5, 10, 13, 59, 59), False),
        (tokyo(2024, 5, 10, 15, 0, 30), True),
    ],
)
def test_input_is_accepted_to_sixty_minutes_after_opening_and_void_a_second_later(
    opened: Any, accepted: bool
) -> None:
    stage = open_stage(tokyo(2024, 5, 10, 15))
    if accepted:
        assert _draft(stage, opened_at=opened.isoformat())["version"] == 1
        return
    with pytest.raises(Refusal) as refused:
        _draft(stage, opened_at=opened.isoformat())
    assert refused.value.code == "input-expired"
    assert stage.events() == []


def test_a_form_opened_in_the_future_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        _draft(open_stage(), opened_at=tokyo(2024, 5, 10, 15, 2).isoformat())
    assert refused.value.fields["opened_at"][0].code == "in-future"


@pytest.mark.requirement("LI-14")
@pytest.mark.parametrize(("seconds", "accepted"), [(0, True), (1, False)])
def test_a_saved_draft_can_be_saved_again_for_sixty_minutes(seconds: int, accepted: bool) -> None:
    stage = open_stage(tokyo(2024, 5, 10, 10))
    listing_id = drafted(stage)
    stage.until(tokyo(2024, 5, 10, 11, 0, seconds))
    payload = {"listing_id": listing_id, "content": content(title="改めた題名")}
    if accepted:
        stage.run("update_listing_draft", payload, OWNER)
        assert told(stage) == ["ListingDrafted", "ListingDraftUpdated"]
        return
    with pytest.raises(Refusal) as refused:
        stage.run("update_listing_draft", payload, OWNER)
    assert refused.value.code == "input-expired"
    later = {**payload, "opened_at": tokyo(2024, 5, 10, 11).isoformat()}
    assert stage.run("update_listing_draft", later, OWNER)["version"] == 2


@pytest.mark.requirement("LI-15")
@pytest.mark.requirement("LI-16")
def test_a_draft_is_seen_in_the_draft_list_of_its_owner_only() -> None:
    stage = open_stage()
    listing_id = drafted(stage)
    mine = stage.run("find_listing_drafts", {}, OWNER)
    assert [item["listing_id"] for item in mine["items"]] == [listing_id]
    assert stage.run("find_listing_drafts", {}, STRANGER)["total"] == 0
    opened = stage.run("get_listing", {"listing_id": listing_id}, OWNER)
    assert opened["content"]["description"] == "流域の水資源を管理する。"
    for actor in (VISITOR, STRANGER, as_individual("u-1")):
        with pytest.raises(NotFound):
            stage.run("get_listing", {"listing_id": listing_id}, actor)
    assert found_by_search(stage) == []


def test_a_listing_of_somebody_else_does_not_exist_for_a_stranger() -> None:
    stage = open_stage()
    listing_id = drafted(stage)
    for command, payload in (
        ("update_listing_draft", {"content": content()}),
        ("discard_listing_draft", {}),
        ("request_listing_registration", {"confirmed": True}),
    ):
        with pytest.raises(NotFound):
            stage.run(command, {"listing_id": listing_id, **payload}, STRANGER)
    assert len(stage.events()) == 1


def test_an_organisation_cannot_post_for_another() -> None:
    with pytest.raises(NotFound):
        _draft(open_stage(), organisation_id="org-2")


def test_an_unregistered_organisation_posts_nothing() -> None:
    stage = open_stage()
    payload = {"content": content(), "terms_agreed": True, "organisation_id": "org-9"}
    with pytest.raises(Refusal) as refused:
        stage.run("draft_listing", payload, SECRETARIAT)
    assert refused.value.code == "organisation-not-registered"


@pytest.mark.requirement("LI-43")
def test_public_recruitment_is_not_posted_by_ordinary_organisations() -> None:
    with pytest.raises(Refusal) as refused:
        _draft(open_stage(), content=content(kind="public-recruitment"))
    assert refused.value.code == "kind-not-postable"


@pytest.mark.requirement("LI-20")
@pytest.mark.parametrize("kind", ["internship", "training", "seminar"])
def test_trainings_and_seminars_take_the_same_steps(kind: str) -> None:
    stage = open_stage()
    listing_id = drafted(stage, kind=kind, employment_type=None)
    payload = {"listing_id": listing_id, "confirmed": True}
    stage.run("request_listing_registration", payload, OWNER)
    assert state_of(stage, listing_id) == "requested"


@pytest.mark.requirement("LI-17")
def test_only_the_confirmation_files_the_request() -> None:
    stage = open_stage()
    listing_id = drafted(stage)
    with pytest.raises(Refusal) as refused:
        stage.run("request_listing_registration", {"listing_id": listing_id}, OWNER)
    assert refused.value.code == "not-confirmed"
    assert state_of(stage, listing_id) == "draft"


@pytest.mark.requirement("LI-17")
def test_the_confirmation_page_shows_the_contents_as_they_would_be_stored() -> None:
    stage = open_stage()
    answer = stage.run("check_listing", {"content": content()}, OWNER)
    assert answer["content"]["organisation_name"] == "架け橋大学"
    with pytest.raises(InvalidInput):
        stage.run("check_listing", {"content": content(title="")}, OWNER)
    assert stage.events() == []


@pytest.mark.requirement("LI-38")
def test_an_amendment_may_end_the_recruitment_and_is_checked_as_one() -> None:
    stage = open_stage()
    over = content(recruitment={"start_on": "2024-04-01", "end_on": "2024-05-09"})
    with pytest.raises(Refusal) as refused:
        stage.run("check_listing", {"content": over}, OWNER)
    assert refused.value.code == "recruitment-already-over"
    assert stage.run("check_listing", {"content": over, "amends": True}, OWNER)["content"]


def test_registration_is_not_requested_for_a_recruitment_that_is_over() -> None:
    stage = open_stage()
    with pytest.raises(Refusal) as refused:
        requested(stage, recruitment={"start_on": "2024-04-01", "end_on": "2024-05-09"})
    assert refused.value.code == "recruitment-already-over"
    assert requested(stage, recruitment={"start_on": "2024-04-01", "end_on": "2024-05-10"})


@pytest.mark.requirement("LI-24")
def test_a_returned_request_is_a_draft_again_with_a_reason_only_its_owner_reads() -> None:
    stage = open_stage()
    listing_id = requested(stage)
    stage.run("return_listing", {"listing_id": listing_id, "reason": "給与が不明"}, SECRETARIAT)
    assert state_of(stage, listing_id) == "draft"
    opened = stage.run("get_listing", {"listing_id": listing_id}, OWNER)
    assert opened["returned_reason"] == "給与が不明"
    question = {"listing_id": listing_id}
    assert stage.run("get_listing_for_mail", question, SYSTEM) == {"reason": "給与が不明"}
    with pytest.raises(NotPermitted):
        stage.run("get_listing_for_mail", question, OWNER)
    assert stage.published[-1].type == "ListingReturned"
    assert "reason" not in stage.published[-1].data
    stored = str([commit.events for commit in stage.store.read_log(0, 100)])
    assert "給与が不明" not in stored
    again = {
        "listing_id": listing_id,
        "content": content(conditions="月給三十万円"),
        "confirmed": True,
    }
    stage.run("request_listing_registration", again, OWNER)
    assert state_of(stage, listing_id) == "requested"
    opened = stage.run("get_listing", {"listing_id": listing_id}, OWNER)
    assert opened["returned_reason"] is None


@pytest.mark.requirement("GW-07")
def test_a_stale_form_is_refused_without_effect() -> None:
    stage = open_stage()
    listing_id = drafted(stage)
    payload = {"listing_id": listing_id, "content": content(title="先"), "expected_version": 1}
    stage.run("update_listing_draft", payload, OWNER)
    with pytest.raises(StaleForm):
        stage.run("update_listing_draft", {**payload, "content": content(title="後")}, OWNER)
    assert stage.documents("listings")[listing_id]["title"] == "先"


def test_a_command_sent_twice_makes_one_listing() -> None:
    stage = open_stage()
    payload = {"content": content(), "terms_agreed": True}
    first = stage.run("draft_listing", payload, OWNER, command_id="c-1")
    second = stage.run("draft_listing", payload, OWNER, command_id="c-1")
    assert (second["listing_id"], second["repeated"]) == (first["listing_id"], True)
    assert len(stage.events()) == 1


@pytest.mark.requirement("LI-33")
def test_pending_requests_are_listed_for_the_organisation_and_the_secretariat() -> None:
    stage = open_stage()
    listing_id = requested(stage)
    drafted(stage)
    mine = stage.run("find_pending_listings", {}, OWNER)
    assert [item["pending"] for item in mine["items"]] == ["registration"]
    work = stage.run("find_listing_requests", {}, SECRETARIAT)
    assert [item["listing_id"] for item in work["items"]] == [listing_id]
    assert stage.run("find_listing_requests", {"request": "amendment"}, SECRETARIAT)["total"] == 0
    assert stage.run("find_own_listings", {"states": ["draft"]}, OWNER)["total"] == 1


def test_the_history_tells_who_changed_what_and_when() -> None:
    stage = open_stage()
    listing_id = drafted(stage)
    payload = {"listing_id": listing_id, "content": content(title="改", conditions="学士号。")}
    stage.run("update_listing_draft", payload, OWNER)
    history = stage.run("get_listing_history", {"listing_id": listing_id}, SECRETARIAT)
    first, second = history["items"]
    assert (first["event"], first["changed_items"]) == ("ListingDrafted", [])
    assert (second["role"], second["actor_id"]) == ("organisation", "person-in-charge")
    assert second["changed_items"] == ["title", "conditions"]
    with pytest.raises(NotFound):
        stage.run("get_listing_history", {"listing_id": listing_id}, STRANGER)
