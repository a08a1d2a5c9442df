"""What the security documents name exists, and each line of the standard is told once."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATES = {"met", "partly", "not met", "deviates", "deploy"}
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs/security/asvs.md").read_text().splitlines()
    if re.match(r"\| \d", line)
]


def test_every_state_is_one_of_those_explained() -> None:
    assert {row[1] for row in ROWS} == STATES


def test_lines_are_in_order_and_told_once() -> None:
    lines = [
        tuple(int(part) for part in found.split("."))
        for row in ROWS
        for found in re.findall(r"\d+\.\d+\.\d+", row[0])
    ]
    assert len(lines) == len(set(lines))
    first = [tuple(map(int, row[0].replace(",", " ").split()[0].split("."))) for row in ROWS]
    assert first == sorted(first)


def test_what_is_said_to_be_met_names_what_shows_it() -> None:
    for row in ROWS:
        assert row[2], row
        assert row[3] or row[1] in ("not met", "deploy") or "deploy:" in row[2], row


def test_every_named_file_exists() -> None:
    named = {row[3] for row in ROWS} - {"", "code review"}
    assert {name for name in named if not (ROOT / name).exists()} == set()
    privacy = (ROOT / "docs/security/privacy.md").read_text()
    paths = re.findall(r"`((?:tests|services|gateway|docs)/[\w./]+)`", privacy)
    assert {path for path in paths if not (ROOT / path).exists()} == set()
