"""What processes log: one JSON object a line, no text of exceptions and no values of variables."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

SCRIPT = """
import logging, structlog
from services.kernel.eventkit.running import journal
journal.configure("identity", "service", "{level}")

def fail():
    who = "靐麤 驫之輔"
    raise ValueError("no such address: " + who)

try:
    fail()
except ValueError as error:
    {act}
"""

OURS = 'structlog.get_logger().exception("operation failed", operation="leave")'
LIBRARY = 'logging.getLogger("nameko.containers").exception("error handling %s: %s", "x", error)'


def logged(act: str, level: str) -> list[dict[str, Any]]:
    script = SCRIPT.format(act=act, level=level)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    text = done.stderr.decode()
    assert "驫" not in text
    assert "\\u9a6b" not in text
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
@pytest.mark.parametrize("act", [OURS, LIBRARY])
def test_an_exception_is_logged_by_type_and_place(act: str, level: str) -> None:
    (line,) = logged(act, level)
    assert line["error"] == "ValueError"
    assert line["at"].startswith("<string>:")
    assert line["level"] == "error"
    assert line["service"] == "identity"


def test_debug_tells_the_way_to_the_error() -> None:
    (line,) = logged(OURS, "DEBUG")
    assert [place.rpartition(" ")[2] for place in line["trace"]] == ["<module>", "fail"]


def test_a_library_without_an_exception_is_quoted() -> None:
    (line,) = logged('logging.getLogger("other").warning("lost %s", "the connection")', "INFO")
    assert line["event"] == "lost the connection"
    assert line["logger"] == "other"
