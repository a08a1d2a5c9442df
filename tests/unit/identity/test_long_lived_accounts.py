"""Accounts with long streams: nobody waits the longer the more often they have logged in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from services.kernel.eventkit.application.commit import Commit
from services.kernel.eventkit.domain import VISITOR
from services.kernel.eventkit.memory.event_store import MemoryEventStore
from tests.unit.identity.stage import Stage


def test_however_often_somebody_has_logged_in_few_commits_are_read(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    account_id = stage.opened()
    for _ in range(20):
        stage.run("log_out", {"token": stage.log_in()["token"]}, VISITOR)
    read: list[int] = []
    read_stream, read_newest = MemoryEventStore.read_stream, MemoryEventStore.read_newest

    def whole(store: MemoryEventStore, stream: str, from_version: int = 1) -> Sequence[Commit]:
        found = read_stream(store, stream, from_version)
        read.append(len(found))
        return found

    def newest(store: MemoryEventStore, stream: str, most: int) -> Sequence[Commit]:
        found = read_stream(store, stream)[-most:]
        read.append(len(found))
        return found

    monkeypatch.setattr(MemoryEventStore, "read_stream", whole)
    monkeypatch.setattr(MemoryEventStore, "read_newest", newest)
    stage.log_in()
    monkeypatch.setattr(MemoryEventStore, "read_newest", read_newest)
    assert len(read_stream(stage.store, f"account-{account_id}")) > 40
    assert read
    assert max(read) <= stage.snapshots.tail
