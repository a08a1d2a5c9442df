"""What every store of snapshots promises, whichever way it keeps them.

A test class of a tier derives from `SnapshotSuite` and gives a fixture `snapshots`.
"""

from __future__ import annotations

from dataclasses import replace

from services.kernel.eventkit.application.snapshot import Snapshot, SnapshotStore

FIRST = Snapshot("notice-1", 7, 70, 6, "one", {"posted": True, "days": ["2024-05-01"]}, b"12345678")


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

    def test_the_later_one_stays_whichever_comes_last(self, snapshots: SnapshotStore) -> None:
        later = replace(FIRST, version=9, position=90, begins=9)
        for one in (FIRST, later, FIRST, later):
            snapshots.keep(one)
        assert snapshots.find(["notice-1"]) == {"notice-1": later}

    def test_one_of_other_code_takes_the_place_even_if_it_is_earlier(
        self, snapshots: SnapshotStore
    ) -> None:
        other = replace(FIRST, version=3, position=30, begins=3, shape="two")
        snapshots.keep(FIRST)
        snapshots.keep(other)
        assert snapshots.find(["notice-1"]) == {"notice-1": other}
