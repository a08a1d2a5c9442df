"""When a listing takes applications, and how often a person may apply to it."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import (
    Refusal,
)
from tests.support.rehearsal import tokyo
from tests.unit.applications.stage import (
    HANAKO,
    Stage,
    refusal_of,
)


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.mark.requirement("AP-01")
@pytest.mark.parametrize(
    ("at", "open_"),
    [
        (tokyo(2024, 4, 30, 23, 59, 59), False),
        (tokyo(2024, 5, 1), True),
        (tokyo(2024, 5, 31, 23, 59, 59), True),
        (tokyo(2024, 6, 1), False),
    ],
)
def test_applications_are_taken_within_the_recruitment_period(
    stage: Stage, at: object, open_: bool
) -> None:
    stage.clock.at = at  # type: ignore[assignment]

    if open_:
        stage.apply()
    else:
        assert refusal_of(stage).code == "listing-not-open-for-applications"


def test_an_open_ended_recruitment_takes_applications(stage: Stage) -> None:
    stage.publish_listing("job-1", recruitment_end_on=None)
    stage.clock.at = tokyo(2026, 1, 1)

    assert stage.apply()


@pytest.mark.requirement("AP-11")
@pytest.mark.parametrize("closing", ["ListingRecruitmentEnded", "ListingWithdrawn"])
def test_a_listing_closed_during_input_takes_the_draft_no_more(stage: Stage, closing: str) -> None:
    application_id = stage.draft()
    stage.close_listing(closing)

    with pytest.raises(Refusal) as refused:
        stage.submit(application_id)
    assert refused.value.code == "listing-not-open-for-applications"
    assert stage.told() == ["ApplicationDrafted"]


@pytest.mark.requirement("AP-11")
def test_the_end_of_recruitment_counts_before_its_news_arrives(stage: Stage) -> None:
    application_id = stage.draft()
    stage.clock.at = tokyo(2024, 6, 1)

    with pytest.raises(Refusal, match="listing-not-open-for-applications"):
        stage.submit(application_id)


@pytest.mark.requirement("AP-11")
@pytest.mark.requirement("LI-37")
def test_a_withdrawal_by_function_counts_from_22_before_its_news_arrives(stage: Stage) -> None:
    data = {"listing_id": "job-1", "removal_at": tokyo(2024, 5, 7, 22).isoformat()}
    stage.hear("listings", "ListingWithdrawalRequested", "job-1", data)
    application_id = stage.draft()
    stage.clock.at = tokyo(2024, 5, 7, 22)
    assert refusal_of(stage).code == "listing-not-open-for-applications"
    stage.clock.at = tokyo(2024, 5, 7, 21, 59, 59)
    assert stage.submit(application_id)


def test_an_approved_withdrawal_by_amendment_stops_applications(stage: Stage) -> None:
    data = {"listing_id": "job-1", "withdraws": True}
    stage.hear("listings", "ListingAmendmentApproved", "job-1", data)

    assert refusal_of(stage).code == "listing-not-open-for-applications"


@pytest.mark.requirement("AP-09")
def test_a_person_applies_to_a_listing_only_once(stage: Stage) -> None:
    application_id = stage.apply()

    assert refusal_of(stage).code == "already-applied"
    with pytest.raises(Refusal, match="application-already-submitted"):
        stage.submit(application_id)
    with pytest.raises(Refusal, match="application-already-submitted"):
        stage.attach(application_id)


@pytest.mark.requirement("AP-09")
def test_after_cancelling_one_new_application_is_possible(stage: Stage) -> None:
    first = stage.apply()
    stage.run("cancel_application", {"application_id": first}, HANAKO)
    second = stage.apply()

    assert second != first
    assert refusal_of(stage).code == "already-applied"
    stage.run("cancel_application", {"application_id": second}, HANAKO)
    assert refusal_of(stage).code == "application-cancelled-too-often"
