"""Which requirements the passed tests show: written to the file named by TRACE_FILE."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from deploy.ops.trace import GROUPS


def is_known(requirement: str) -> bool:
    """Whether requirements.md has such a requirement."""
    group, _, number = requirement.partition("-")
    return number.isdecimal() and len(number) == 2 and 0 < int(number) <= GROUPS.get(group, 0)


class Trace:
    """Notes for each requirement which tests passed and which did not."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._passed: dict[str, set[str]] = {}
        self._failed: dict[str, set[str]] = {}

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.passed and report.when != "call":
            return
        book = self._passed if report.passed else self._failed
        for name, value in report.user_properties:
            if name == "requirement":
                book.setdefault(str(value), set()).add(report.nodeid)

    @pytest.hookimpl
    def pytest_sessionfinish(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        books = {"passed": self._passed, "failed": self._failed}
        sorted_books = {
            kind: {requirement: sorted(tests) for requirement, tests in sorted(book.items())}
            for kind, book in books.items()
        }
        self._file.write_text(json.dumps(sorted_books, indent=1))


def note_requirements(items: list[pytest.Item]) -> None:
    """Lets every report carry its requirements. Raises UsageError for one that does not exist."""
    for item in items:
        for mark in item.iter_markers("requirement"):
            for requirement in mark.args:
                if not is_known(requirement):
                    raise pytest.UsageError(f"{item.nodeid}: no requirement {requirement!r}")
                item.user_properties.append(("requirement", requirement))


def start_trace(config: pytest.Config) -> None:
    """Writes the trace of this run, if TRACE_FILE asks for it; xdist's workers only report."""
    file = os.environ.get("TRACE_FILE")
    if file and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Trace(Path(file)))
