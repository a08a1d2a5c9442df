from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import (
    VISITOR,
    InvalidInput,
    NotFound,
    Refusal,
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
