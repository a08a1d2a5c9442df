from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gateway.backend import view_spool
from gateway.backend.view_sender import ViewSender
from gateway.backend.view_spool import MOST_GROUPS, Batch, ViewSpool
from services.kernel.contracts.rpc import Away
from tests.unit.gateway.fake_services import FakeServices

DAY = date(2024, 5, 1)


class Listings:
    """Counts batches by id, as the service does."""

    def __init__(self) -> None:
        self.batches: dict[str, int] = {}
        self.fail_after: int | None = None

    def __call__(self, batch: Batch) -> None:
        if self.fail_after == 0:
            raise Away("listings", "no-route")
        self.batches.setdefault(batch.id, sum(view["count"] for view in batch.views))
        if self.fail_after is not None:
            self.fail_after -= 1
            # The answer was lost: the service has the batch, the gateway does not know.
            raise Away("listings", "connection-lost")

    @property
    def views(self) -> int:
        return sum(self.batches.values())


@pytest.mark.requirement("LI-64")
def test_views_of_one_listing_and_day_travel_as_one_figure(tmp_path: Path) -> None:
    spool, sent = ViewSpool(tmp_path), []
    for listing in ("a", "b", "a"):
        spool.add(listing, DAY)
    assert spool.waiting_bytes() > 0
    assert spool.send(lambda batch: sent.append(batch.views)) == 3
    assert sent == [
        [
            {"listing_id": "a", "on": "2024-05-01", "count": 2},
            {"listing_id": "b", "on": "2024-05-01", "count": 1},
        ]
    ]
    assert spool.send(lambda batch: sent.append(batch.views)) == 0
    assert spool.waiting_bytes() == 0


def test_views_wait_while_listings_is_away_and_count_once(tmp_path: Path) -> None:
    spool, listings = ViewSpool(tmp_path), Listings()
    spool.add("a", DAY)
    listings.fail_after = 1
    with pytest.raises(Away):
        spool.send(listings)
    spool.add("a", DAY)
    with pytest.raises(Away):
        spool.send(listings)
    listings.fail_after = None
    spool.send(listings)
    assert listings.views == 2


def test_a_batch_has_no_more_listings_than_the_contract_takes(tmp_path: Path) -> None:
    spool, sizes = ViewSpool(tmp_path), []
    for number in range(MOST_GROUPS + 10):
        spool.add(f"listing-{number}", DAY)
    spool.send(lambda batch: sizes.append(len(batch.views)))
    assert sizes == [MOST_GROUPS, 10]


@pytest.mark.requirement("LI-64")
def test_views_that_keep_coming_wait_for_the_next_round(tmp_path: Path) -> None:
    spool, sizes = ViewSpool(tmp_path), []

    def deliver(batch: Batch) -> None:
        sizes.append(sum(view["count"] for view in batch.views))
        for _ in range(3):
            spool.add("a", DAY)

    spool.add("a", DAY)
    assert [spool.send(deliver) for _ in range(3)] == [1, 3, 3]
    assert sizes == [1, 3, 3]


def test_a_file_that_is_just_being_begun_is_nobody_elses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool, other, listings = ViewSpool(tmp_path), ViewSpool(tmp_path), Listings()
    lock = fcntl.flock

    def others_are_faster(file: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", lock)
        other.send(listings)
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", others_are_faster)
    for _ in range(3):
        spool.add("a", DAY)
    spool.send(listings)
    assert listings.views == 3


def test_a_file_that_is_full_while_it_is_sent_is_not_sent_by_others_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_spool, "ROTATE_BYTES", 1)
    spool, other, taken = ViewSpool(tmp_path), ViewSpool(tmp_path), []
    spool.add("a", DAY)

    def deliver(batch: Batch) -> None:
        spool.add("b", DAY)
        other.send(taken.append)

    spool.send(deliver)
    assert taken == []
    assert other.send(taken.append) == 0
    assert spool.send(taken.append) == 1


PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from gateway.backend.view_spool import ViewSpool
spool = ViewSpool(Path(sys.argv[1]))
for _ in range(50):
    spool.add("a", date(2024, 5, 1))
print("written", flush=True)
sys.stdin.read()
"""


def test_views_survive_the_death_of_the_gateway(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == b"written\n"
    listings = Listings()
    ViewSpool(tmp_path).send(listings)
    assert listings.views == 0, "the file still belongs to a living process"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    process.stdin.close()
    ViewSpool(tmp_path).send(listings)
    assert listings.views == 50
    assert list(tmp_path.glob("views-*")) == []


def test_the_sender_names_the_batch_and_leaves_refused_ones_behind(tmp_path: Path) -> None:
    services: Any = FakeServices()
    services.refuse("listings.record_views", "invalid-input", "invalid")
    spool = ViewSpool(tmp_path)
    spool.add("a", DAY)
    spool.send(ViewSender(spool, services).deliver)
    [called] = services.called("listings.record_views")
    assert called.payload["batch_id"] in called.envelope["command_id"]
    assert called.envelope["actor"]["role"] == "internal-system"
    assert spool.send(ViewSender(spool, services).deliver) == 0
