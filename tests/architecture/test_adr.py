"""Decisions are numbered without holes and have the same form."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "adr"
SECTIONS = ("## Problem", "## Options", "## Decision", "## Consequences")


def test_decisions_are_numbered_without_holes() -> None:
    numbers = sorted(int(file.name[:4]) for file in FOLDER.glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


def test_every_decision_has_a_status_and_all_sections() -> None:
    for file in FOLDER.glob("[0-9]*.md"):
        text = file.read_text()
        assert re.search(r"^# \d+\. \S", text), file.name
        assert re.search(r"^Status: (proposed|accepted|superseded by \d{4})", text, re.M), file.name
        positions = [text.find(section) for section in SECTIONS]
        assert -1 not in positions, file.name
        assert positions == sorted(positions), file.name
