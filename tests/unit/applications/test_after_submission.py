"""The applicant's side after submission: lists, cancelling, leaving."""

from __future__ import annotations

from typing import Any

import pytest

from services.applications.application.commands import apply_to_listing, draft_application
from services.applications.application.reception import next_reception_id
from services.kernel.eventkit.application.ports import Numbers
from services.kernel.eventkit.domain import NotFound, Refusal
from tests.support.rehearsal import tokyo
from tests.unit.applications.stage import (
    BODY,
    DECLINED,
    ENDED,
    FINISHED,
    HANAKO,
    PDF,
    TARO,
    TICKS,
    Stage,
    base64_of,
)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.requirement("AP-33")
@pytest.mark.requirement("AP-34")
@pytest.mark.requirement("AP-36")
@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        (tokyo(2024, 5, 7, 10, 0, 0), True),
        (tokyo(2024, 5, 8, 10, 0, 0), True),
        (tokyo(2024, 5, 8, 10, 0, 1), False),
    ],
)
def test_an_application_is_cancelled_within_24_hours_to_the_second(
    stage: Stage, at: Any, allowed: bool
) -> None:
    application_id = stage.apply()
    stage.clock.at = at.replace(microsecond=900_000)

    assert stage.mine(application_id)["cancellable"] is allowed
    if allowed:
        stage.run("cancel_application", {"application_id": application_id}, HANAKO)
        assert stage.told()[-1] == "ApplicationCancelled"
    else:
        with pytest.raises(Refusal, match="cancellation-period-over"):
            stage.run("cancel_application", {"application_id": application_id}, HANAKO)


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("draft", "not-found"),
        ("received", None),
        ("under-selection", None),
        ("hired", ENDED),
        ("not-hired", ENDED),
        ("declined", ENDED),
        ("cancelled", ENDED),
    ],
)
def test_only_what_is_open_can_be_cancelled(stage: Stage, state: str, outcome: str | None) -> None:
    payload = {"application_id": stage.in_state(state)}

    with pytest.raises(NotFound):
        stage.run("cancel_application", payload, TARO)
    if outcome is None:
        stage.run("cancel_application", payload, HANAKO)
        assert stage.told()[-1] == "ApplicationCancelled"
    else:
        with pytest.raises(Refusal, match=outcome):
            stage.run("cancel_application", payload, HANAKO)


@pytest.mark.requirement("AP-25")
def test_jobs_and_trainings_are_listed_separately_without_drafts(stage: Stage) -> None:
    stage.publish_listing("training-1", kind="training", title="研修")
    stage.publish_listing("job-2", title="second")
    stage.apply(listing_id="training-1", confirmations=[])
    stage.apply()
    stage.draft(listing_id="job-2")

    for group, titles in (("jobs", ["保健の専門家"]), ("trainings", ["研修"])):
        found = stage.run("find_my_applications", {"group": group}, HANAKO)
        assert [one["listing"]["title"] for one in found["items"]] == titles
        assert found["items"][0]["submitted_at"] == "2024-05-07T01:00:00+00:00"
    assert stage.run("find_my_applications", {}, TARO)["total"] == 0


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("draft", []),
        ("received", [DECLINED, FINISHED]),
        ("under-selection", [DECLINED, FINISHED]),
        ("hired", []),
        ("cancelled", []),
    ],
)
def test_open_applications_of_a_leaver_end_as_declined(
    stage: Stage, state: str, outcome: list[str]
) -> None:
    application_id = stage.in_state(state)
    before = len(stage.told())

    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})

    assert stage.told()[before:] == outcome
    if outcome:
        assert stage.published[before].data["reason"] == "left-portal"
        details = stage.run("get_application", {"application_id": application_id}, BODY)
        assert details["applicant_name"] is None
        assert details["documents"] == []


def test_nothing_of_a_leaver_can_be_read_or_added(stage: Stage) -> None:
    application_id = stage.draft()
    stage.attach(application_id)
    stage.submit(application_id)
    stage.publish_listing("job-2")
    begun = stage.draft(listing_id="job-2")

    stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})

    assert "hanako" in stage.personal_data.erased
    wanted = {"application_id": application_id, "document_id": "doc-1"}
    for actor in (BODY, HANAKO):
        with pytest.raises(NotFound):
            stage.run("get_document_piece", wanted, actor)
    for attempt in (lambda: stage.submit(begun), lambda: stage.draft(listing_id="job-2")):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.parametrize("documents", [0, 1])
def test_the_application_of_somebody_who_leaves_while_applying_is_ended(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, documents: int
) -> None:
    def leave_first(numbers: Numbers) -> str:
        stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})
        return next_reception_id(numbers)

    monkeypatch.setattr(apply_to_listing, "next_reception_id", leave_first)
    payload = {"listing_id": "job-1", "confirmations": TICKS, "applicant_name": "山田花子"}
    if documents:
        # With a document there is no application at all: its content cannot be sealed any more.
        payload["documents"] = [{"name": "履歴書.pdf", "data": base64_of(PDF)}]
        with pytest.raises(NotFound):
            stage.run("apply_to_listing", payload, HANAKO)
        assert stage.documents("applications") == {}
        return
    application_id = stage.run("apply_to_listing", payload, HANAKO)["application_id"]
    assert stage.documents("applications")[application_id]["status"] == "declined"


def test_the_draft_of_somebody_who_leaves_meanwhile_is_discarded(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = draft_application.change_attempt

    def leave_first(*given: Any) -> Any:
        stage.hear("identity", "UserWithdrawn", "hanako", {"account_id": "hanako"})
        return change(*given)

    monkeypatch.setattr(draft_application, "change_attempt", leave_first)
    stage.draft()
    assert stage.documents("applications") == {}
