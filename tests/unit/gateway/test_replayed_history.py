"""A follower of the change feed holds what is public, through months of postings that come and go."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.adapters.imports import read_un_jobs
from tests.support.real_data import REAL_DATA, needs_real_data
from tests.support.rehearsal import tokyo
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.gateway.replayed_history import (
    Posting,
    Replay,
    chosen_days,
    days_of,
    from_the_beginning,
    newcomer,
)

HISTORY = REAL_DATA / "un_jobs" / "postings.jsonl"
DATES = 10
BEGIN = date(2024, 4, 26)


@pytest.fixture
def services(request: pytest.FixtureRequest) -> RehearsedListings:
    begin: date = getattr(request, "param", BEGIN)
    return RehearsedListings(tokyo(begin.year, begin.month, begin.day, 8))


def _small() -> list[Posting]:
    """Forty postings over two months: the end of a month, holidays, one day only, gaps."""
    postings = []
    for number in range(40):
        first = BEGIN + timedelta(days=number * 7 % 53)
        content = {
            "language": "en",
            "title": f"Vacancy {number}",
            "recruiting_fields": ["国際機関"],
            "locations": [{"country": "KE", "prefecture": None, "text": "Nairobi"}],
            "work_period": {"start": {"day": "2024-09-01"}, "end": None},
            "employment_type": "other",
            "application_method": "By mail.",
            "conditions": "None.",
            "description": "Work.",
        }
        last = first + timedelta(days=number * number % 17)
        postings.append(Posting(f"v-{number}", content, first, last))
    return postings


def _real() -> list[Posting]:
    """The vacancies of the file, seen from the first to the last day."""
    seen = {}
    for line, text in enumerate(HISTORY.read_text().splitlines(), start=1):
        entry = json.loads(text)
        days = (datetime.fromisoformat(entry[name]) for name in ("first_seen", "last_seen"))
        seen[line] = tuple(map(tokyo_date, days))
    rows = read_un_jobs(HISTORY.read_bytes()).rows
    # One has a title of more than 300 letters, which no listing may have.
    fitting = [row for row in rows if len(row.content["title"]) <= 300]
    return [Posting(row.source_id, row.content, *seen[row.line]) for row in fitting]


def _follow(replay: Replay, postings: Sequence[Posting], folder: Path) -> list[int]:
    """Replays the history; how many listings were live at each of the chosen dates."""
    chosen = chosen_days(postings, DATES)
    followers = [from_the_beginning(replay, folder)]
    counts = []
    for on in days_of(postings, chosen):
        replay.day(on, postings)
        if on not in chosen:
            continue
        followers.append(newcomer(replay, folder))
        live = replay.live(on, postings)
        counts.append(len(live))
        for follower, held in followers:
            follower.catch_up()
            assert set(held.listings) == live, on
            assert follower.repetitions == 0
    [(_, first), *_] = followers
    assert first.tombstones == set(replay.ids.values())
    return counts


@pytest.mark.requirement("LI-22", "LI-37", "LI-41", "LI-42")
def test_followers_hold_exactly_what_is_live_at_every_chosen_date(
    make_app: Callable[..., Flask], services: RehearsedListings, tmp_path: Path
) -> None:
    counts = _follow(Replay(make_app, services), _small(), tmp_path)
    assert len(counts) == DATES
    assert max(counts) > 3
    assert counts[-1] == 0


@pytest.mark.timeout(1200)
@needs_real_data
@pytest.mark.parametrize("services", [date(2026, 2, 7)], indirect=True)
def test_followers_hold_exactly_what_was_live_in_the_real_history(
    make_app: Callable[..., Flask], services: RehearsedListings, tmp_path: Path
) -> None:
    postings = _real()
    counts = _follow(Replay(make_app, services), postings, tmp_path)
    print("live at the chosen dates", dict(zip(chosen_days(postings, DATES), counts, strict=True)))
    assert len(postings) == 608
    assert max(counts) > 30
    assert counts[-1] == 0
