"""History never breaks: every event ever stored loads into the present code."""

from __future__ import annotations

import json
from pathlib import Path

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
        assert {key: written[key] for key in stored["data"]} == stored["data"]


def test_writing_golden_files_leaves_existing_ones_alone(tmp_path: Path) -> None:
    first = write_missing(tmp_path)
    assert len(first) == len(EVENTS)
    first[0].write_text("{}")
    assert write_missing(tmp_path) == []
    assert first[0].read_text() == "{}"
