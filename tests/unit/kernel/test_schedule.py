from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from services.kernel.eventkit.application.schedule import due_entry

AT = datetime(2024, 5, 1, 9, tzinfo=timezone(timedelta(hours=9)))


@pytest.mark.parametrize(
    ("microseconds", "stored"), [(0, 0), (1, 1000), (123_000, 123_000), (999_001, 1_000_000)]
)
def test_nothing_is_due_before_its_time_when_only_milliseconds_are_kept(
    microseconds: int, stored: int
) -> None:
    due = due_entry(AT + timedelta(microseconds=microseconds), "close_survey", {})["due_at"]
    assert due == AT + timedelta(microseconds=stored)
    assert due.tzinfo is UTC
