"""Commits for tests of the event log, and what must hold of any log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services.kernel.eventkit.application.commit import Commit, NewCommit, StoredEvent

META: Mapping[str, Any] = {
    "at": "2024-05-01T00:00:00+00:00",
    "actor": "u-1",
    "role": "secretariat",
    "organisation": None,
    "command": "post_notice",
    "correlation": "c-1",
    "causation": None,
}


def a_commit(stream: str, version: int, command_id: str, events: int = 1) -> NewCommit:
    """A commit of so many events, told apart by its command id."""
    stored = tuple(
        StoredEvent(f"{command_id}/{index}", "NoticeTakenDown", 1, {"notice_id": stream})
        for index in range(events)
    )
    return NewCommit(stream, version, command_id, stored, META)


def faults_of(log: Iterable[Commit]) -> list[str]:
    """What is wrong with a whole log: holes, and streams whose versions do not rise with it."""
    faults = []
    position = 0
    next_version: dict[str, int] = {}
    for commit in log:
        position += 1
        if commit.position != position:
            faults.append(f"position {commit.position} where {position} was to come")
            position = commit.position
        if not commit.events:
            continue
        expected = next_version.get(commit.stream, 1)
        if commit.version != expected:
            faults.append(
                f"{commit.stream} has version {commit.version} at {commit.position}"
                f" where {expected} was to come"
            )
        next_version[commit.stream] = commit.version + len(commit.events)
    return faults
