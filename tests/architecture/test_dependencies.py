"""docs/dependencies.md says of every library why it is there, and of none that is not."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _asked_for() -> set[str]:
    return {
        re.split(r"[=<>\[]", line)[0].strip().lower()
        for file in (ROOT / "requirements").glob("*.in")
        for line in file.read_text().splitlines()
        if line.strip() and not line.startswith(("#", "-"))
    }


def _explained() -> set[str]:
    rows = re.findall(
        r"^\| ([\w., -]+) \|", (ROOT / "docs" / "dependencies.md").read_text(), re.MULTILINE
    )
    names = {name.strip().lower() for row in rows for name in row.split(",")}
    return names - {"library"}


def test_every_library_is_explained_and_no_other() -> None:
    assert _explained() == _asked_for()
    assert len(_asked_for()) > 40


def test_pinned_files_hold_hashes_and_no_address_of_a_registry() -> None:
    files = list((ROOT / "requirements").glob("*.txt"))
    assert len(files) == 3
    for file in files:
        text = file.read_text()
        pins = re.findall(r"^[\w.\[\]-]+==\S+ \\\n    --hash=sha256:", text, re.MULTILINE)
        names = re.findall(r"^[\w.\[\]-]+==", text, re.MULTILINE)
        assert len(pins) == len(names) > 0
        assert "://" not in text
        # Options would name folders or hosts of the machine the file was made on.
        assert not re.findall(r"^-.*", text, re.MULTILINE)
