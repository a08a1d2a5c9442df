"""Snapshots in memory, for unit tests: taken from the third commit of a stream on, so that tests meet them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from services.kernel.eventkit.application.snapshot import Snapshot


class MemorySnapshots:
    """See `SnapshotStore`."""

    def __init__(self, tail: int = 2) -> None:
        self.tail = tail
        self._kept: dict[str, Snapshot] = {}

    def find(self, streams: Sequence[str]) -> Mapping[str, Snapshot]:
        return {stream: self._kept[stream] for stream in streams if stream in self._kept}

    def keep(self, snapshot: Snapshot) -> None:
        state = json.loads(json.dumps(snapshot.state))
        self._kept[snapshot.stream] = replace(snapshot, state=state)
