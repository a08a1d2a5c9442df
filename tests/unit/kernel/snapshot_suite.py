"""What every store of snapshots promises, whichever way it keeps them.

A test class of a tier derives from `SnapshotSuite` and gives a fixture `snapshots`.
"""

from __future__ import annotations

from dataclasses import replace

from services.kernel.eventkit.application.snapshot import Snapshot, SnapshotStore

STATE = {"posted": True, "days": ["2024-05-01"]}
FIRST = Snapshot("notice-1", 7, 70, 6, "c-6", "one", STATE, b"12345678")


class SnapshotSuite:
    """The promises."""

    def test_what_is_kept_is_found_as_it_was(self, snapshots: SnapshotStore) -> None:
        other = replace(FIRST, stream="notice-2", state={})
        snapshots.keep(FIRST)
        snapshots.keep(other)
        assert snapshots.find(["notice-1"]) == {"notice-1": FIRST}
        asked = ["notice-2", "notice-3", "notice-1"]
        assert snapshots.find(asked) == {"notice-1": FIRST, "notice-2": other}
        assert snapshots.find([]) == {}

    def test_each_takes_the_place_of_the_one_before(self, snapshots: SnapshotStore) -> None:
        # Also of one that says to be later: it may be left over from before a restoration.
        for other in ({"version": 9}, {"version": 3}, {"version": 3, "shape": "two"}):
            snapshots.keep(FIRST)
            snapshots.keep(replace(FIRST, **other))
            assert snapshots.find(["notice-1"]) == {"notice-1": replace(FIRST, **other)}
