"""What calendars ask for: the last days of what is public and not over."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import VISITOR
from services.listings.application.queries import find_listing_days as query
from services.listings.domain.listing.kinds import ListingKind
from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.listings.stage import OWNER, SECRETARIAT, content, open_stage, published, scheduled

TRAINING = {"kind": "training", "employment_type": None}


def _days(stage: Rehearsal, of: str = "work-period", *kinds: str) -> list[str]:
    asked = {"of": of, "kinds": list(kinds or ("training", "seminar"))}
    found = stage.run("find_listing_days", asked, VISITOR)["items"]
    return [item["title"] for item in found]


def _training(title: str, start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    period: dict[str, Any] = {"start": {"day": start}}
    if end is not None:
        period["end"] = {"day": end}
    return {**TRAINING, "title": title, "work_period": period, **more}


def test_what_is_over_soonest_comes_first_whatever_its_deadline() -> None:
    stage = open_stage()
    scheduled(stage, **_training("後", "2024-06-01", "2024-08-31"))
    scheduled(stage, **_training("先", "2024-07-01", recruitment={"start_on": "2024-05-01"}))
    scheduled(stage, title="求人")
    assert _days(stage) == []
    stage.until(tokyo(2024, 5, 10, 22))
    assert _days(stage) == ["先", "後"]


def test_a_training_is_there_to_the_end_of_its_last_day() -> None:
    stage = open_stage()
    published(stage, **_training("一日", "2024-05-20"))
    stage.until(tokyo(2024, 5, 20, 23, 59))
    assert _days(stage) == ["一日"]
    stage.until(tokyo(2024, 5, 21))
    assert _days(stage) == []


@pytest.mark.requirement("LI-03")
def test_a_third_of_a_month_lasts_to_its_last_day() -> None:
    stage = open_stage()
    period = {"start": {"day": "2024-05-01", "third": "middle"}}
    published(stage, **TRAINING, work_period=period)
    stage.until(tokyo(2024, 5, 20, 12))
    assert len(_days(stage)) == 1
    stage.until(tokyo(2024, 5, 21, 12))
    assert _days(stage) == []


def test_an_amendment_moves_the_days() -> None:
    stage = open_stage()
    listing_id = published(stage, **_training("研修", "2024-05-20"))
    moved = content(**_training("研修", "2024-06-20"))
    amendment = {"listing_id": listing_id, "content": moved, "confirmed": True}
    stage.run("request_listing_amendment", amendment, OWNER)
    approval = {"listing_id": listing_id, "reflection_on": "2024-05-11"}
    stage.run("approve_listing", approval, SECRETARIAT)
    stage.until(tokyo(2024, 6, 20, 12))
    assert _days(stage) == ["研修"]


def test_days_of_recruitment_are_those_of_what_can_still_be_applied_for() -> None:
    stage = open_stage()
    scheduled(stage, title="早い")
    scheduled(stage, title="遅い", recruitment={"start_on": "2024-05-01", "end_on": "2024-07-15"})
    scheduled(stage, title="いつでも", recruitment={"start_on": "2024-05-01"})
    stage.until(tokyo(2024, 6, 30, 23, 59))
    assert _days(stage, "recruitment", "job") == ["早い", "遅い"]
    stage.until(tokyo(2024, 7, 1))
    assert _days(stage, "recruitment", "job") == ["遅い"]


@pytest.mark.requirement("LI-48")
def test_what_is_not_for_everybody_is_in_no_calendar() -> None:
    stage = open_stage()
    for kind in ("job", "jocv-job"):
        payload = {
            "content": content(kind=kind, title=kind),
            "organisation_id": "org-1",
            "terms_agreed": True,
            "confirmed": True,
        }
        made = stage.run("request_listing_registration", payload, SECRETARIAT)
        on = {"listing_id": made["listing_id"], "reflection_on": "2024-05-10"}
        stage.run("approve_listing", on, SECRETARIAT)
    stage.until(tokyo(2024, 5, 10, 23))
    every = [kind.value for kind in ListingKind]
    assert _days(stage, "recruitment", *every) == ["job"]
    assert _days(stage, "work-period", *every) == ["job"]


def test_there_is_an_end_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "MOST", 2)
    stage = open_stage()
    for day in (3, 1, 2):
        scheduled(stage, **_training(f"{day}", f"2024-06-0{day}"))
    stage.until(tokyo(2024, 5, 10, 23))
    assert _days(stage) == ["1", "2"]
