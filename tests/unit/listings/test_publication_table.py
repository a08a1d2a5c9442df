"""SM-05: every state meets every command; what the table does not allow is refused unchanged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from services.kernel.eventkit.domain import SYSTEM, Actor, Refusal
from services.listings.domain.listing.periods import RecruitmentPeriod, RecruitmentState
from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.listings.jica import department_posts
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    content,
    drafted,
    open_stage,
    published,
    requested,
    scheduled,
    state_of,
)


def _ended(stage: Rehearsal) -> str:
    listing_id = published(stage)
    stage.until(tokyo(2024, 7, 1, 9))
    return listing_id


def _withdrawal_scheduled(stage: Rehearsal) -> str:
    listing_id = published(stage)
    stage.until(tokyo(2024, 5, 11, 9))
    stage.run("request_listing_withdrawal", {"listing_id": listing_id, "confirmed": True}, OWNER)
    return listing_id


def _archived(stage: Rehearsal) -> str:
    listing_id = department_posts(stage, "public-recruitment")
    stage.until(tokyo(2024, 7, 1, 9))
    stage.run("archive_listing", {"listing_id": listing_id}, SECRETARIAT)
    return listing_id


def _recruitment_over(stage: Rehearsal) -> str:
    listing_id = department_posts(stage, "public-recruitment")
    stage.until(tokyo(2024, 7, 1, 9))
    return listing_id


def _withdrawn(stage: Rehearsal) -> str:
    listing_id = _withdrawal_scheduled(stage)
    stage.until(tokyo(2024, 5, 11, 23))
    return listing_id


def _cancelled(stage: Rehearsal) -> str:
    listing_id = requested(stage)
    payload = {"listing_id": listing_id, "note": "mailed"}
    stage.run("cancel_listing_request", payload, SECRETARIAT)
    return listing_id


def _discarded(stage: Rehearsal) -> str:
    listing_id = drafted(stage)
    stage.run("discard_listing_draft", {"listing_id": listing_id}, OWNER)
    return listing_id


STATES: dict[str, Callable[[Rehearsal], str]] = {
    "none": lambda stage: "no-such-listing",
    "draft": drafted,
    "requested": requested,
    "scheduled": scheduled,
    "published": published,
    "withdrawal-scheduled": _withdrawal_scheduled,
    "ended": _ended,
    "recruitment-over": _recruitment_over,
    "archived": _archived,
    "withdrawn": _withdrawn,
    "cancelled": _cancelled,
    "discarded": _discarded,
}

OTHER = content(title="別の題名")
COMMANDS: dict[str, tuple[str, dict[str, Any], Actor]] = {
    "update": ("update_listing_draft", {"content": OTHER}, OWNER),
    "discard": ("discard_listing_draft", {}, OWNER),
    "request": ("request_listing_registration", {"confirmed": True}, OWNER),
    "correct": ("correct_listing_request", {"content": OTHER, "note": "mail"}, SECRETARIAT),
    "cancel": ("cancel_listing_request", {"note": "mail"}, SECRETARIAT),
    "return": ("return_listing", {"reason": "不足"}, SECRETARIAT),
    "approve": ("approve_listing", {"reflection_on": "2024-06-20"}, SECRETARIAT),
    "withdraw": ("request_listing_withdrawal", {"confirmed": True}, OWNER),
    "remove": ("withdraw_listing", {"reason": "mail"}, SECRETARIAT),
    "archive": ("archive_listing", {}, SECRETARIAT),
    "amend": ("request_listing_amendment", {"content": OTHER, "confirmed": True}, OWNER),
    "publish": ("publish_listing", {}, SYSTEM),
    "end": ("end_recruitment", {}, SYSTEM),
    "remove-due": ("complete_withdrawal", {}, SYSTEM),
    "reflect": ("reflect_amendment", {}, SYSTEM),
}

# From (state), trigger (command): the event and the state after it, as SM-05 to SM-07 have it.
ALLOWED: dict[tuple[str, str], tuple[str, str]] = {
    ("draft", "update"): ("ListingDraftUpdated", "draft"),
    ("draft", "discard"): ("ListingDraftDiscarded", "gone"),
    ("draft", "request"): ("ListingRegistrationRequested", "requested"),
    ("requested", "correct"): ("ListingRequestCorrected", "requested"),
    ("requested", "cancel"): ("ListingRequestCancelled", "cancelled"),
    ("requested", "return"): ("ListingReturned", "draft"),
    ("requested", "approve"): ("ListingApproved", "scheduled"),
    ("scheduled", "cancel"): ("ListingRequestCancelled", "cancelled"),
    ("published", "withdraw"): ("ListingWithdrawn", "withdrawn"),
    ("published", "remove"): ("ListingWithdrawn", "withdrawn"),
    ("published", "amend"): ("ListingAmendmentRequested", "published"),
    ("ended", "amend"): ("ListingAmendmentRequested", "ended"),
    # A public recruitment that has ended; other kinds are in `ended`.
    ("recruitment-over", "archive"): ("ListingArchived", "archived"),
    ("withdrawal-scheduled", "remove"): ("ListingWithdrawn", "withdrawn"),
}

# Repetitions of what is already so, and timers overtaken by events: nothing happens, no refusal.
IDLE = {
    ("discarded", "discard"),
    ("cancelled", "cancel"),
    ("archived", "archive"),
    ("withdrawn", "remove"),
    ("withdrawal-scheduled", "withdraw"),
    *(
        (state, timer)
        for state in STATES
        for timer in ("publish", "end", "remove-due", "reflect")
        if (state, timer)
        not in {
            ("scheduled", "publish"),
            ("published", "end"),
            ("withdrawal-scheduled", "remove-due"),
        }
    ),
}


def _run(stage: Rehearsal, command: str, listing_id: str) -> int:
    name, payload, actor = COMMANDS[command]
    stage.run(name, {"listing_id": listing_id, **payload}, actor)
    return len(stage.events())


@pytest.mark.requirement("LI-17")
@pytest.mark.requirement("LI-21")
@pytest.mark.requirement("LI-24")
@pytest.mark.requirement("LI-29")
@pytest.mark.requirement("LI-35")
@pytest.mark.parametrize(("case", "outcome"), ALLOWED.items(), ids=lambda value: "-".join(value))
def test_an_allowed_command_emits_its_event_and_changes_the_state(
    case: tuple[str, str], outcome: tuple[str, str]
) -> None:
    state, command = case
    event, after = outcome
    stage = open_stage()
    listing_id = STATES[state](stage)

    _run(stage, command, listing_id)

    assert type(stage.events()[-1]).__name__ == event
    assert state_of(stage, listing_id) == after
    assert stage.published[-1].type == event


@pytest.mark.parametrize(("state", "command"), sorted(IDLE))
def test_what_is_already_so_is_left_as_it_is(state: str, command: str) -> None:
    stage = open_stage()
    listing_id = STATES[state](stage)
    before = len(stage.events())

    assert _run(stage, command, listing_id) == before


@pytest.mark.requirement("LI-18")
@pytest.mark.requirement("LI-34")
@pytest.mark.parametrize(
    ("state", "command"),
    [
        (state, command)
        for state in STATES
        for command in COMMANDS
        if (state, command) not in ALLOWED and (state, command) not in IDLE
    ],
)
def test_any_other_command_is_refused_and_changes_nothing(state: str, command: str) -> None:
    stage = open_stage()
    listing_id = STATES[state](stage)
    before = stage.events()

    with pytest.raises(Refusal):
        _run(stage, command, listing_id)

    assert stage.events() == before


@pytest.mark.requirement("LI-27")
@pytest.mark.requirement("LI-34")
@pytest.mark.parametrize("command", ["amend", "withdraw"])
def test_a_listing_under_amendment_is_neither_amended_nor_withdrawn(command: str) -> None:
    stage = open_stage()
    listing_id = published(stage)
    _run(stage, "amend", listing_id)

    with pytest.raises(Refusal) as refused:
        _run(stage, command, listing_id)

    assert refused.value.code == "listing-request-pending"


def test_recruitment_to_the_last_day_there_is_never_falls_due() -> None:
    period = RecruitmentPeriod(date(2024, 5, 1), date.max)
    assert period.invalid_on is None
    assert period.state_on(date.max) is RecruitmentState.OPEN
