from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from services.listings.adapters.search import place
from services.listings.adapters.search.opening import Language
from services.listings.adapters.search.place import NoDirectoryLeft
from services.listings.adapters.search.replica import NotStarted, SearchReplica
from tests.unit.listings_search.documents import listing, query
from tests.unit.listings_search.log import Log

Open = Callable[..., SearchReplica]


@pytest.fixture
def log() -> Log:
    log = Log()
    for number in range(8):
        log.put(listing(f"l{number}", "防災担当", data_number=f"D{number:08d}"))
    return log


@pytest.fixture
def open_replica(tmp_path: Path, log: Log, language: Language) -> Iterator[Open]:
    opened: list[SearchReplica] = []

    def open_one(**more: Any) -> SearchReplica:
        standing: dict[str, Any] = {"pause": lambda _: None, "language": language}
        replica = SearchReplica(tmp_path / "search", log, **{**standing, **more})
        opened.append(replica)
        replica.open()
        return replica

    yield open_one
    for replica in opened:
        replica.stop()


def found(replica: SearchReplica) -> set[str]:
    return set(replica.search(query()).ids)


def directories(replica_place: Path) -> list[str]:
    return sorted(path.name for path in replica_place.iterdir() if path.is_dir())


def test_a_replica_holds_what_the_log_holds_and_follows_it(open_replica: Open, log: Log) -> None:
    replica = open_replica()
    assert found(replica) == set(log.documents)
    log.put(listing("new"))
    log.hide("l3")
    assert replica.step() is False
    assert found(replica) == set(log.documents) - {"l3"}
    assert replica.position == log.reached


def test_a_restart_goes_on_from_its_position(open_replica: Open, log: Log) -> None:
    open_replica().stop()
    log.asked.clear()
    log.put(listing("new"))
    assert "new" in found(open_replica())
    assert min(log.asked) == 8


def test_each_process_has_a_directory_of_its_own(open_replica: Open, tmp_path: Path) -> None:
    one, two = open_replica(), open_replica()
    assert found(one) == found(two)
    assert directories(tmp_path / "search") == ["replica-00", "replica-01"]
    one.stop()
    open_replica()
    assert directories(tmp_path / "search") == ["replica-00", "replica-01"]


def test_more_processes_than_directories_are_refused(
    open_replica: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "MOST_REPLICAS", 1)
    open_replica()
    with pytest.raises(NoDirectoryLeft):
        open_replica()


def test_a_lock_ends_with_its_process(tmp_path: Path, open_replica: Open) -> None:
    script = (
        "import os, sys; from pathlib import Path;"
        "from services.listings.adapters.search.place import ReplicaPlace;"
        "print(ReplicaPlace(Path(sys.argv[1]), 'x').path.name, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "search")], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.strip()) == (-9, "replica-00")
    open_replica()
    assert directories(tmp_path / "search") == ["replica-00"]


def test_another_signature_means_another_index_and_the_old_one_goes(
    open_replica: Open, language: Language, tmp_path: Path, log: Log
) -> None:
    open_replica().stop()
    replica = open_replica(language=replace(language, signature="changed"))
    assert found(replica) == set(log.documents)
    assert directories(tmp_path / "search" / "replica-00") == ["changed.000001"]


def test_a_rebuild_serves_the_old_index_until_the_new_one_is_complete(
    open_replica: Open, log: Log, tmp_path: Path
) -> None:
    replica = open_replica()
    replica.rebuild()
    assert replica.step()
    log.put(listing("meanwhile"))
    assert replica.step()
    assert found(replica) == set(log.documents)
    while replica.step():
        pass
    assert found(replica) == set(log.documents)
    (name,) = directories(tmp_path / "search" / "replica-00")
    assert name.endswith(".000002")


def test_a_rebuild_that_was_cut_off_is_forgotten(open_replica: Open, log: Log) -> None:
    replica = open_replica()
    replica.rebuild()
    replica.step()
    replica.stop()
    log.asked.clear()
    assert found(open_replica()) == set(log.documents)
    assert log.asked == [8]


def test_a_first_build_that_was_cut_off_goes_on(open_replica: Open, log: Log) -> None:
    log.faults = {3: OSError("away")}
    with pytest.raises(OSError, match="away"):
        open_replica()
    log.asked.clear()
    assert found(open_replica()) == set(log.documents)
    assert log.asked[0] == 3


@pytest.mark.parametrize("damage", ["meta.json", "position.json"])
def test_a_damaged_index_is_built_anew(
    open_replica: Open, log: Log, tmp_path: Path, damage: str
) -> None:
    open_replica().stop()
    (index,) = (tmp_path / "search" / "replica-00").glob("*.000001")
    (index / damage).write_text("{")
    assert found(open_replica()) == set(log.documents)


def test_an_index_of_another_log_is_built_anew(
    open_replica: Open, log: Log, tmp_path: Path
) -> None:
    open_replica().stop()
    log.documents, log.reached = {}, 0
    log.put(listing("only"))
    assert found(open_replica()) == {"only"}


def test_a_log_replaced_while_following_is_noticed(open_replica: Open, log: Log) -> None:
    replica = open_replica()
    log.documents, log.reached = {}, 0
    log.put(listing("only"))
    replica.step()
    assert found(replica) == {"only"}


def test_while_the_projection_is_behind_nothing_is_passed_over(
    open_replica: Open, log: Log
) -> None:
    log.behind = True
    replica = open_replica()
    assert found(replica) == set()
    log.behind = False
    while replica.step():
        pass
    assert found(replica) == set(log.documents)


def test_the_follower_survives_faults(open_replica: Open, log: Log) -> None:
    replica = open_replica()
    seen = Event()
    rounds = iter(range(100))

    def pause(_: float) -> None:
        match next(rounds):
            case 0:
                log.faults = {log.reached: OSError("database away")}
            case 1:
                log.put(listing("after the fault"))
            case 2:
                assert "after the fault" in found(replica)
                seen.set()
            case _:
                replica._following = False

    replica._pause = pause
    replica._following = True
    replica.follow()
    assert seen.is_set()


def test_a_replica_that_is_not_started_says_so(tmp_path: Path, log: Log) -> None:
    replica = SearchReplica(tmp_path, log, pause=lambda _: None)
    with pytest.raises(NotStarted):
        replica.search(query())


def test_under_eventlet_native_work_runs_in_native_threads(tmp_path: Path) -> None:
    """The whole replica in a monkey-patched process, with searches while it is written to."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.listings_search.under_eventlet", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"found": 120, "native": True}
    shutil.rmtree(tmp_path)
