"""The history of a listing: who did what and when, any earlier state, and what differs."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import Actor, NotFound, Role
from tests.support.rehearsal import Rehearsal, as_organisation, as_staff, tokyo
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    STRANGER,
    content,
    drafted,
    open_stage,
    published,
    requested,
)


def _history(stage: Rehearsal, listing_id: str, actor: Any = OWNER) -> list[dict[str, Any]]:
    found = stage.run("get_listing_history", {"listing_id": listing_id}, actor)
    assert found["total"] == len(found["items"])
    items: list[dict[str, Any]] = found["items"]
    return items


def _state(stage: Rehearsal, listing_id: str, number: int) -> Any:
    asked = {"listing_id": listing_id, "number": number}
    return stage.run("get_listing_state", asked, OWNER)


def _difference(stage: Rehearsal, listing_id: str, earlier: int, later: int) -> Any:
    asked = {"listing_id": listing_id, "earlier": earlier, "later": later}
    return stage.run("get_listing_difference", asked, OWNER)


def _amended(stage: Rehearsal) -> str:
    """A published listing whose amended text became public on the next evening."""
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 11, 10))
    amendment = {
        "listing_id": listing_id,
        "content": content(title="水の専門家"),
        "confirmed": True,
    }
    stage.run("request_listing_amendment", amendment, OWNER)
    approval = {"listing_id": listing_id, "reflection_on": "2024-05-11"}
    stage.run("approve_listing", approval, SECRETARIAT)
    stage.until(tokyo(2024, 5, 11, 23))
    return listing_id


def test_the_history_tells_every_step_with_the_state_after_it() -> None:
    stage = open_stage()
    told = [
        (one["number"], one["event"], one["role"], one["state"], one["amendment_state"])
        for one in _history(stage, _amended(stage))
    ]
    assert told == [
        (1, "ListingRegistrationRequested", "organisation", "requested", "none"),
        (2, "ListingApproved", "secretariat", "scheduled", "none"),
        (3, "ListingPublished", "internal-system", "published", "none"),
        (4, "ListingAmendmentRequested", "organisation", "published", "requested"),
        (5, "ListingAmendmentApproved", "secretariat", "published", "scheduled"),
        (6, "ListingAmended", "internal-system", "published", "none"),
    ]


def test_the_text_of_each_moment_can_be_read_again() -> None:
    stage = open_stage()
    listing_id = _amended(stage)
    public = [_state(stage, listing_id, number)["content"]["title"] for number in range(1, 7)]
    assert public == ["水資源の専門家"] * 5 + ["水の専門家"]
    in_work = [_state(stage, listing_id, number)["amendment"] for number in range(1, 7)]
    assert [text and text["title"] for text in in_work] == [
        *(None, None, None),
        *("水の専門家", "水の専門家"),
        None,
    ]
    assert _state(stage, listing_id, 5)["takes_effect_at"] == "2024-05-11T13:00:00+00:00"
    document = stage.documents("listings")[listing_id]
    assert _state(stage, listing_id, 6)["content"] == document["content"]


def test_two_moments_are_compared_item_by_item() -> None:
    stage = open_stage()
    listing_id = _amended(stage)
    found = _difference(stage, listing_id, 4, 1)
    assert (found["earlier"]["number"], found["later"]["number"]) == (1, 4)
    assert found["changes"] == [
        {"item": "title", "before": "水資源の専門家", "after": "水の専門家"}
    ]
    assert "conditions" in found["unchanged"]
    assert _difference(stage, listing_id, 4, 6)["changes"] == []
    assert _difference(stage, listing_id, 2, 2)["changes"] == []


def test_a_cancelled_amendment_leaves_the_text_that_was_public() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 11, 10))
    amendment = {"listing_id": listing_id, "content": content(title="取りやめ"), "confirmed": True}
    stage.run("request_listing_amendment", amendment, OWNER)
    note = {"listing_id": listing_id, "note": "佐藤さんからのメール"}
    stage.run("cancel_listing_request", note, SECRETARIAT)
    last = _history(stage, listing_id)[-1]
    assert (last["event"], last["amendment_state"]) == ("ListingAmendmentCancelled", "none")
    state = _state(stage, listing_id, last["number"])
    assert (state["content"]["title"], state["amendment"]) == ("水資源の専門家", None)
    again = {**amendment, "content": content(title="再修正")}
    stage.run("request_listing_amendment", again, OWNER)
    assert _history(stage, listing_id)[-1]["changed_items"] == ["title"]


def test_a_correction_belongs_to_the_request_it_corrects() -> None:
    stage = open_stage()
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 11, 10))
    amendment = {"listing_id": listing_id, "content": content(title="修正"), "confirmed": True}
    stage.run("request_listing_amendment", amendment, OWNER)
    correction = {
        "listing_id": listing_id,
        "note": "メール",
        "content": content(title="修正の訂正"),
    }
    stage.run("correct_listing_request", correction, SECRETARIAT)
    state = _state(stage, listing_id, 5)
    assert state["amendment"]["title"] == "修正の訂正"
    assert state["content"]["title"] == "水資源の専門家"


def test_the_organisation_hears_of_the_secretariat_but_not_who_it_was() -> None:
    stage = open_stage()
    listing_id = requested(stage)
    note = {"listing_id": listing_id, "note": "内部の記録", "content": content(title="訂正")}
    stage.run("correct_listing_request", note, SECRETARIAT)
    returned = {"listing_id": listing_id, "reason": "待遇が不明です。"}
    stage.run("return_listing", returned, SECRETARIAT)
    theirs = _history(stage, listing_id)
    assert [(one["role"], one["actor_id"]) for one in theirs] == [
        ("organisation", OWNER.id),
        ("secretariat", None),
        ("secretariat", None),
    ]
    assert [one["note"] for one in theirs] == [None, None, "待遇が不明です。"]
    ours = _history(stage, listing_id, SECRETARIAT)
    assert ours[1]["actor_id"] == SECRETARIAT.id
    assert [one["note"] for one in ours] == [None, "内部の記録", "待遇が不明です。"]


def test_an_import_by_an_operator_is_told_as_the_secretariats() -> None:
    stage = open_stage()
    row = {"line": 2, "source_id": "1", "content": {**content(), "recruitment": None}}
    command = {"kind": "job", "source": "un-jobs", "rows": [row], "organisation_id": "org-1"}
    made = stage.run("import_listings", command, as_staff(Role.OPERATOR, "op-7"))
    [first] = _history(stage, made["items"][0]["listing_id"])
    assert (first["role"], first["actor_id"]) == ("secretariat", None)


def test_notes_are_kept_sealed() -> None:
    stage = open_stage()
    listing_id = requested(stage)
    returned = {"listing_id": listing_id, "reason": "山田花子さんへ"}
    stage.run("return_listing", returned, SECRETARIAT)
    assert "山田" not in str(stage.documents("listing_history"))


@pytest.mark.parametrize(
    "actor", [STRANGER, as_organisation("org-3"), Actor(Role.JICA_DEPARTMENT, "somebody", "org-3")]
)
def test_for_anybody_else_there_is_no_history(actor: Any) -> None:
    stage = open_stage()
    listing_id = drafted(stage)
    for operation, more in (
        ("get_listing_history", {}),
        ("get_listing_state", {"number": 1}),
        ("get_listing_difference", {"earlier": 1, "later": 1}),
    ):
        with pytest.raises(NotFound):
            stage.run(operation, {"listing_id": listing_id, **more}, actor)


def test_what_is_no_moment_of_the_history_is_not_found() -> None:
    stage = open_stage()
    listing_id = drafted(stage)
    with pytest.raises(NotFound):
        _state(stage, listing_id, 2)
    with pytest.raises(NotFound):
        _difference(stage, listing_id, 1, 2)
    with pytest.raises(NotFound):
        _history(stage, f"{listing_id}/1")
