from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.local.clock import LocalClock, NotForward, read_duration, read_moment
from services.kernel.eventkit.clock import ShiftedClock


def test_the_clock_runs_forward_and_remembers_it(tmp_path: Path) -> None:
    clock = LocalClock(tmp_path / "clock")
    clock.forward(timedelta(hours=7))
    clock.forward(timedelta(minutes=30))
    assert LocalClock(tmp_path / "clock").offset() == timedelta(hours=7, minutes=30)


def test_the_clock_can_be_set_to_a_later_moment(tmp_path: Path) -> None:
    clock = LocalClock(tmp_path / "clock")
    moment = clock.now() + timedelta(days=3)
    assert abs(clock.to(moment) - moment) < timedelta(seconds=1)


def test_the_clock_never_goes_back(tmp_path: Path) -> None:
    clock = LocalClock(tmp_path / "clock")
    clock.forward(timedelta(hours=2))
    with pytest.raises(NotForward):
        clock.to(clock.now() - timedelta(hours=1))
    assert clock.offset() == timedelta(hours=2)


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("7h", timedelta(hours=7)),
        ("2d12h", timedelta(days=2, hours=12)),
        ("90m", timedelta(minutes=90)),
        ("1m30s", timedelta(seconds=90)),
    ],
)
def test_durations_are_written_with_units(text: str, duration: timedelta) -> None:
    assert read_duration(text) == duration


@pytest.mark.parametrize("text", ["7", "h", "-7h", "7 h", "", "7h!"])
def test_anything_else_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match="is not a duration such as 7h"):
        read_duration(text)


def test_moments_are_meant_in_tokyo() -> None:
    assert read_moment("2026-11-21T00:00") == datetime(2026, 11, 20, 15, tzinfo=UTC)
    assert read_moment("2026-11-21T00:00+00:00") == datetime(2026, 11, 21, tzinfo=UTC)
    with pytest.raises(ValueError, match="is not a moment such as"):
        read_moment("tomorrow")


def test_whoever_asks_after_the_clock_ran_on_is_told_the_new_time(tmp_path: Path) -> None:
    clock, service = LocalClock(tmp_path / "clock"), ShiftedClock(str(tmp_path / "clock"))
    before = service.now()
    clock.forward(timedelta(hours=25))
    # A session begun by the old time would be over at once.
    assert service.now() - before >= timedelta(hours=25)
