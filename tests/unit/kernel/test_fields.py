"""Payload schemas: every broken rule is a code (the texts are the gateway's)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from services.kernel.contracts.fields import (
    Choice,
    Day,
    Instant,
    Items,
    Part,
    Payload,
    Text,
    Truth,
    Whole,
    problems_of,
)


class TermPayload(Payload):
    name = Text(required=True, most=5)


class EveryPayload(Payload):
    text = Text(most=10, least=3)
    line = Text(most=20, one_line=True)
    exact = Text(most=10, exact=True)
    needed = Text(required=True, most=10)
    colour = Choice(["red", "blue"])
    count = Whole(least=1, most=9)
    truth = Truth()
    on = Day(allow_none=True)
    at = Instant()
    tags = Items(Text(most=3), most=2, least=1)
    terms = Items(Part(TermPayload))
    term = Part(TermPayload)


def problems(**payload: Any) -> dict[str, list[tuple[str, dict[str, str | int]]]]:
    try:
        EveryPayload().load({"needed": "x", **payload})
    except ValidationError as error:
        return problems_of(error)
    return {}


@pytest.mark.parametrize(
    ("payload", "field", "code", "params"),
    [
        ({"text": "ab"}, "text", "too-short", {"least": 3}),
        ({"text": "x" * 11}, "text", "too-long", {"most": 10}),
        ({"text": "橋" * 11}, "text", "too-long", {"most": 10}),
        ({"text": "abc\x00d"}, "text", "control-character", {}),
        ({"text": "abc\ud800"}, "text", "control-character", {}),
        ({"text": 7}, "text", "invalid", {}),
        ({"text": None}, "text", "required", {}),
        ({"line": "a\nb"}, "line", "one-line", {}),
        ({"line": "a\rb"}, "line", "one-line", {}),
        ({"needed": ""}, "needed", "required", {}),
        ({"needed": " \u3000\n"}, "needed", "required", {}),
        ({"needed": None}, "needed", "required", {}),
        ({"colour": "green"}, "colour", "not-a-choice", {}),
        ({"colour": 1}, "colour", "invalid", {}),
        ({"count": 0}, "count", "out-of-range", {"least": 1, "most": 9}),
        ({"count": 10}, "count", "out-of-range", {"least": 1, "most": 9}),
        ({"count": "seven"}, "count", "invalid", {}),
        ({"truth": "perhaps"}, "truth", "invalid", {}),
        ({"on": "2023-02-29"}, "on", "invalid-date", {}),
        ({"on": "soon"}, "on", "invalid-date", {}),
        ({"at": "2024-05-01T00:00:00"}, "at", "invalid-date", {}),
        ({"tags": []}, "tags", "wrong-count", {"least": 1, "most": 2}),
        ({"tags": ["a", "b", "c"]}, "tags", "wrong-count", {"least": 1, "most": 2}),
        ({"tags": "a"}, "tags", "invalid", {}),
        ({"tags": ["a", "long"]}, "tags.1", "too-long", {"most": 3}),
        ({"terms": [{"name": "ok"}, {}]}, "terms.1.name", "required", {}),
        ({"term": {"name": "x", "more": 1}}, "term.more", "unknown-field", {}),
        ({"term": "text"}, "term", "invalid", {}),
        ({"stranger": 1}, "stranger", "unknown-field", {}),
    ],
)
def test_a_broken_rule_is_named_by_field_and_code(
    payload: dict[str, Any], field: str, code: str, params: dict[str, Any]
) -> None:
    assert problems(**payload) == {field: [(code, params)]}


def test_every_fault_is_told_at_once() -> None:
    assert problems(text="x", count=0, stranger=1).keys() == {"text", "count", "stranger"}


@pytest.mark.parametrize("payload", [None, 7, "text", ["list"]])
def test_what_is_no_mapping_is_invalid_as_a_whole(payload: Any) -> None:
    with pytest.raises(ValidationError) as error:
        EveryPayload().load(payload)
    assert problems_of(error.value) == {"form": [("invalid", {})]}


def test_line_ends_are_made_one_and_characters_are_code_points() -> None:
    loaded = EveryPayload().load({"needed": " a\r\nb\rc ", "text": "😀" * 10})
    assert loaded["needed"] == "a\nb\nc"
    assert len(loaded["text"]) == 10


def test_exact_text_keeps_its_spaces() -> None:
    assert EveryPayload().load({"needed": "x", "exact": " a "})["exact"] == " a "


@given(st.text(max_size=30))
def test_text_is_loaded_as_it_is_or_refused(text: str) -> None:
    try:
        loaded = EveryPayload().load({"needed": "x", "exact": text})["exact"]
    except ValidationError as error:
        [(code, _)] = problems_of(error)["exact"]
        assert code in {"too-long", "control-character"}
        return
    assert loaded == text.replace("\r\n", "\n").replace("\r", "\n")
    assert len(loaded) <= 10
