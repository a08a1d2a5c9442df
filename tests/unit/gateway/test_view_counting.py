"""The judge of `make chaos-views` tells sound counting from views lost, doubled or told apart."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.chaos.views.counts import Counted, Judgement, judge, most_commands
from tests.chaos.views.readers import Tally

TALLY = Tally(served=Counter(a=5, b=2), unsure=Counter(b=1))
SOUND = {"a": 5, "b": 2}


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        pytest.param(SOUND, Judgement(0, 0, 0, 0), id="as served"),
        pytest.param({"a": 5, "b": 3}, Judgement(0, 0, 0, 0), id="one asked for in vain"),
        pytest.param({"a": 4, "b": 3}, Judgement(1, 0, 0, 0), id="one lost, though the sum agrees"),
        pytest.param({"a": 6, "b": 2}, Judgement(0, 1, 0, 0), id="one too many"),
        pytest.param({"a": 5, "b": 2, "c": 1}, Judgement(0, 1, 0, 0), id="one of nobody"),
        pytest.param({"b": 2}, Judgement(5, 0, 0, 0), id="a whole listing lost"),
    ],
)
def test_each_listing_is_judged_by_itself(recorded: dict[str, int], expected: Judgement) -> None:
    assert judge(TALLY, Counted(recorded, recorded, recorded, 3), 3) == expected


def test_all_places_have_to_show_the_same() -> None:
    other = {"a": 5, "b": 1}
    assert judge(TALLY, Counted(SOUND, SOUND, other, 1), 3).divergent == 1
    assert judge(TALLY, Counted(SOUND, other, SOUND, 1), 3).divergent == 1


def test_a_command_for_every_view_is_too_many() -> None:
    most = most_commands(seconds=20, views=10_000, starts=2)
    assert judge(TALLY, Counted(SOUND, SOUND, SOUND, 10_000), most).commands_too_many > 9_900
    assert not judge(TALLY, Counted(SOUND, SOUND, SOUND, 10_000), most).sound
