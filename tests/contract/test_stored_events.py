"""History never breaks: every event ever stored loads into the present code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deploy.docs.golden import CODECS, GOLDEN, Registered, codec_of, registered, write_missing

EVENTS = [one for service in CODECS for one in registered(service)]
FILES = sorted(GOLDEN.glob("*/*.json"))


@pytest.mark.parametrize("one", EVENTS, ids=lambda one: f"{one.service}-{one.name}")
def test_every_version_of_a_stored_event_has_a_golden_file(one: Registered) -> None:
    for version in range(1, one.version + 1):
        path = one.path(GOLDEN, version)
        assert path.is_file(), f"{path.name}: run `make golden` when the event is new"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_golden_file_loads_into_the_present_class(path: Path) -> None:
    stored = json.loads(path.read_text())
    assert path.name == f"{stored['name']}.v{stored['version']}.json"
    codec = codec_of(path.parent.name)
    event = codec.decode(stored["name"], stored["version"], stored["data"])
    name, version, data = codec.encode(event)
    assert name == stored["name"]
    if version == stored["version"]:
        written = json.loads(json.dumps(data, default=sorted))
        assert _without_what_was_added(written, stored["data"]) == stored["data"]


def _without_what_was_added(written: Any, stored: Any) -> Any:
    """What is written now, less the optional fields that came later, at any depth."""
    if not isinstance(written, dict) or not isinstance(stored, dict):
        return written
    return {key: _without_what_was_added(written[key], stored[key]) for key in stored}


def test_writing_golden_files_leaves_existing_ones_alone(tmp_path: Path) -> None:
    first = write_missing(tmp_path)
    assert len(first) == len(EVENTS)
    first[0].write_text("{}")
    assert write_missing(tmp_path) == []
    assert first[0].read_text() == "{}"
