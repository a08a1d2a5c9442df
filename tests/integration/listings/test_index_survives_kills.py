"""An index whose process is killed at any moment answers as one that was built from nothing.

SEARCH_KILLS=50 kills as often as that; three times are the short form.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from services.listings.adapters.search.opening import Language, open_language
from services.listings.adapters.search.replica import SearchReplica
from services.listings.application.ports import PAGE_SIZE, SearchOrder, SearchPage, SearchQuery
from tests.bench.search.listings import searches
from tests.integration.listings.changing_log import LISTINGS, ChangingLog

KILLS = int(os.environ.get("SEARCH_KILLS", "3"))
EVENTS_A_ROUND = 120
COMMAND = [sys.executable, "-m", "tests.integration.listings.indexing_process"]
QUESTIONS = [replace(one, page=1) for one in searches(60)]


@pytest.fixture(scope="module")
def language() -> Language:
    return open_language()


def _opened(folder: Path, reached: int, language: Language) -> SearchReplica:
    replica = SearchReplica(folder, ChangingLog(reached), pause=lambda _: None, language=language)
    replica.open()
    return replica


def _answers(folder: Path, reached: int, language: Language) -> list[SearchPage]:
    replica = _opened(folder, reached, language)
    try:
        assert replica.position == reached
        return [_comparable(question, replica.search(question)) for question in QUESTIONS]
    finally:
        replica.stop()


def _comparable(question: SearchQuery, page: SearchPage) -> SearchPage:
    """The answer, without the order of relevance: that weighs words by how many listings have
    them, and those not yet cleared away after a change count there."""
    if question.order is not SearchOrder.RELEVANCE:
        return page
    return replace(page, ids=sorted(page.ids) if page.total <= PAGE_SIZE else ())


def _killed_when(moment: str, folder: Path, reached: int) -> None:
    """Kills the process by signal 9 at this moment beside the noting of its position."""
    with subprocess.Popen(
        [*COMMAND, str(folder), str(reached), moment], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert moment in (line.strip() for line in process.stdout)
        process.kill()
    assert process.returncode == -9


def _killed_after(words: int, folder: Path, reached: int, later: float = 0.0) -> list[str]:
    """Kills the process by signal 9 so many seconds after so many words; what it said."""
    said: list[str] = []
    with subprocess.Popen(
        [*COMMAND, str(folder), str(reached)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line.strip())
            if len(said) >= words or said[-1] == "done":
                break
        # so that it dies while it cuts texts, writes, commits or notes the position
        threading.Event().wait(later)
        process.kill()
    assert process.returncode == -9
    return said


@pytest.mark.requirement("LI-49")
def test_after_every_kill_the_answers_are_those_of_an_index_built_from_nothing(
    tmp_path: Path, language: Language
) -> None:
    draw = random.Random(3)
    survivor, anew = tmp_path / "survivor", tmp_path / "anew"
    reached = LISTINGS
    in_the_middle = 0
    for _ in range(KILLS):
        said = _killed_after(draw.randint(1, 14), survivor, reached, draw.uniform(0, 0.06))
        in_the_middle += said[-1] != "done"
        expected = _answers(anew, reached, language)
        assert sum(page.total for page in expected) > 0
        assert _answers(survivor, reached, language) == expected
        shutil.rmtree(anew)
        reached += EVENTS_A_ROUND
    assert in_the_middle > 0


@pytest.mark.parametrize("moment", ["noting", "noted"])
def test_a_kill_beside_the_noting_of_the_position_loses_nothing(
    tmp_path: Path, language: Language, moment: str
) -> None:
    survivor = tmp_path / "survivor"
    _killed_when(moment, survivor, LISTINGS)
    expected = _answers(tmp_path / "anew", LISTINGS, language)
    assert _answers(survivor, LISTINGS, language) == expected


def test_what_was_committed_before_the_kill_is_not_done_again(
    tmp_path: Path, language: Language
) -> None:
    said = _killed_after(12, tmp_path, LISTINGS)
    assert said == ["begun", *["step"] * 11]
    asked: list[int] = []

    class Watched(ChangingLog):
        def __call__(self, after: int) -> Any:
            asked.append(after)
            return super().__call__(after)

    replica = SearchReplica(tmp_path, Watched(LISTINGS), pause=lambda _: None, language=language)
    replica.open()
    replica.stop()
    # the batch begun last may or may not have been finished
    assert asked[0] >= 100
