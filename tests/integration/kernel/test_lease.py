from __future__ import annotations

import threading

from services.kernel.eventkit.mongo.lease import MongoLease
from tests.integration.kernel.kit import Kit


def test_one_holds_the_lease_and_the_others_stand_by(kit: Kit) -> None:
    first = MongoLease(kit.database, "worker", "first")
    second = MongoLease(kit.database, "worker", "second")
    assert first.take()
    assert not second.take()
    assert first.take()


def test_a_lease_that_was_given_back_goes_to_the_next(kit: Kit) -> None:
    first = MongoLease(kit.database, "worker", "first")
    second = MongoLease(kit.database, "worker", "second")
    first.take()
    first.release()
    assert second.take()
    first.release()
    assert not first.take()


def test_a_lease_that_is_not_renewed_goes_to_the_next(kit: Kit) -> None:
    first = MongoLease(kit.database, "worker", "first", seconds=0.2)
    second = MongoLease(kit.database, "worker", "second")
    assert first.take()
    waiting = threading.Event()
    for _ in range(200):
        if second.take():
            break
        waiting.wait(0.02)
    assert not first.take()
    assert second.take()


def test_of_many_who_come_at_once_one_gets_it(kit: Kit) -> None:
    taken: list[str] = []
    everybody = threading.Barrier(8)

    def take(holder: str) -> None:
        lease = MongoLease(kit.database, "worker", holder)
        everybody.wait()
        if lease.take():
            taken.append(holder)

    threads = [threading.Thread(target=take, args=(f"w{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 1


def test_leases_of_different_names_do_not_know_each_other(kit: Kit) -> None:
    assert MongoLease(kit.database, "worker", "first").take()
    assert MongoLease(kit.database, "replica", "second").take()


def test_a_lease_is_there_for_good_when_it_is_taken(kit: Kit) -> None:
    """Not left to the server's next round of journalling, which holds every start-up up."""
    concern = MongoLease(kit.database, "worker", "first")._leases.write_concern
    assert concern.document == {"w": "majority", "j": True}
