from __future__ import annotations

from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import Commit
from services.kernel.eventkit.application.decoding import recorded_of


def test_a_commit_that_only_takes_its_position_has_no_occurrences() -> None:
    assert recorded_of(Commit(7, "", 7, "", (), {}), EventCodec()) == []
