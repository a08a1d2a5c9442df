"""Prints how many requirements are shown by passed tests: `python -m deploy.ops.trace`.

Reads what the last `make test` wrote. A requirement counts when a test marked with it passed and
none marked with it failed. With `--missing` the uncovered ones are listed too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "var" / "trace"

# The requirements of each group of requirements.md; they are numbered without holes.
GROUPS = {"ID": 90, "LI": 84, "AP": 58, "ME": 56, "RE": 60, "GW": 55}


def covered(*traces: dict[str, dict[str, list[str]]]) -> set[str]:
    """The requirements that passed tests show and no failed test of any part contradicts."""
    passed = {name for trace in traces for name in trace["passed"]}
    return passed - {name for trace in traces for name in trace["failed"]}


def report(shown: set[str], *, missing: bool = False) -> list[str]:
    """One line per group, the total last."""
    lines = []
    for group, count in GROUPS.items():
        names = [f"{group}-{number:02}" for number in range(1, count + 1)]
        absent = [name for name in names if name not in shown]
        lines.append(f"{group} {count - len(absent)}/{count}")
        if missing and absent:
            lines.append("  without a test: " + " ".join(absent))
    return [*lines, f"total {len(shown)}/{sum(GROUPS.values())}"]


def main(arguments: list[str]) -> int:
    """Prints the report; fails when there was no test run to report on."""
    parts = sorted(FOLDER.glob("*.json"))
    if not parts:
        print(f"Nothing is in {FOLDER}: run `make test` first.", file=sys.stderr)
        return 1
    shown = covered(*(json.loads(part.read_text()) for part in parts))
    print("\n".join(report(shown, missing="--missing" in arguments)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
