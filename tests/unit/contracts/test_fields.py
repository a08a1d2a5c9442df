"""What the fields of all payloads make of odd input."""

from __future__ import annotations

from typing import Any

import pytest
from marshmallow import ValidationError

from services.kernel.contracts.fields import LASTING, Day, Instant, Payload, Text, problems_of


class _Odd(Payload):
    text = Text(most=20, required=True)
    day = Day(years=LASTING)
    at = Instant(years=LASTING)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u200b", "\u200b \u2060\n", "\ufeff\u202e"])
def test_text_of_which_nothing_can_be_seen_is_missing(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        _Odd().load({"text": text})
    assert problems_of(refused.value) == {"text": [("required", {})]}


@pytest.mark.parametrize("text", ["👩\u200d🚒", "می\u200cخواهم", "e\u0301"])
def test_signs_without_width_stay_where_they_belong(text: str) -> None:
    assert _Odd().load({"text": text}) == {"text": text}


@pytest.mark.parametrize(
    "odd",
    [
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": "9999-12-31T23:59:59-12:00"},
    ],
)
def test_years_far_from_any_calendar_are_refused_by_field(odd: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        _Odd().load({"text": "x", **odd})
    problem = ("year-out-of-range", {"least": 1900, "most": 2999})
    assert problems_of(refused.value) == {name: [problem] for name in odd}
