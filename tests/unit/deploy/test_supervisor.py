"""What dies is started again; what is stopped stays down; a killed runner leaves nothing behind."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.processes import Identity, NotReady, Process, wait_ready, wait_until
from deploy.local.running import AlreadyRunning, Running, only_runner, stop_running
from deploy.local.supervisor import LONGEST_DELAY_SECONDS, Supervisor, delay_after

ROOT = Path(__file__).parents[3]


def _sleeper(folder: Path, name: str = "sleeper") -> Process:
    return Process(name, ("sleep", "600"), folder / f"{name}.log")


def _stubborn(folder: Path) -> Process:
    script = "trap '' TERM; echo up; while :; do read -t 1 x <> <(:) || :; done"
    return Process("stubborn", ("bash", "-c", script), folder / "s.log", stop_seconds=0.2)


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    made = Supervisor(lambda _: None, lambda: None)
    yield made
    made.stop()


def test_what_dies_is_started_again(tmp_path: Path, supervisor: Supervisor) -> None:
    process = _sleeper(tmp_path)
    supervisor.add(process)
    supervisor.start()
    first = process.identity
    process.kill()
    assert wait_until(lambda: process.identity != first and process.runs(), 5)
    assert supervisor.deaths("sleeper") == 1


@pytest.mark.parametrize("what", ["start", "note"])
def test_a_disk_that_is_full_for_a_moment_ends_no_watching(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    full: list[bool] = []

    def fail_once() -> None:
        if full:
            full.clear()
            raise OSError(errno.ENOSPC, "No space left on device")

    supervisor = Supervisor(lambda _: None, fail_once if what == "note" else lambda: None)
    process = _sleeper(tmp_path)
    supervisor.add(process)
    supervisor.start()
    start = process.start
    if what == "start":
        monkeypatch.setattr(process, "start", lambda: (fail_once(), start()))
    full.append(True)
    for _ in range(2):
        before = process.identity
        process.kill()
        assert wait_until(lambda one=before: process.identity != one and process.runs(), 5)  # type: ignore[misc]
    supervisor.stop()


def test_what_is_paused_stays_down_until_it_is_resumed(
    tmp_path: Path, supervisor: Supervisor
) -> None:
    process, other = _sleeper(tmp_path), _sleeper(tmp_path, "other")
    supervisor.add(process)
    supervisor.add(other)
    supervisor.start()
    supervisor.pause("sleeper")
    process.stop()
    first = other.identity
    other.kill()
    assert wait_until(lambda: other.identity != first and other.runs(), 5)
    assert not process.runs()
    supervisor.resume("sleeper")
    assert process.runs()


def test_stopping_ends_everything_and_names_who_had_to_be_forced(
    tmp_path: Path, supervisor: Supervisor
) -> None:
    gentle, stubborn = _sleeper(tmp_path), _stubborn(tmp_path)
    supervisor.add(gentle)
    supervisor.add(stubborn)
    supervisor.start()
    assert wait_until(lambda: "up" in stubborn.last_lines(), 5)
    assert supervisor.stop() == ["stubborn"]
    assert not gentle.runs()
    assert not stubborn.runs()


def test_each_further_death_waits_longer_up_to_a_limit() -> None:
    delays = [delay_after(deaths) for deaths in range(20)]
    assert delays == sorted(delays)
    assert delays[0] < 1
    assert delays[-1] == LONGEST_DELAY_SECONDS


def test_a_process_that_dies_while_starting_is_reported_with_its_last_lines(
    tmp_path: Path,
) -> None:
    process = Process("broken", ("bash", "-c", "echo no licence; exit 3"), tmp_path / "b.log")
    process.start()
    with pytest.raises(NotReady, match=r"broken ended while starting[\s\S]*no licence"):
        wait_ready(process, lambda: False, 5)
    assert process.exit_code() == 3


def test_another_process_with_the_same_number_is_not_mistaken() -> None:
    own = Identity.of(os.getpid())
    assert own.runs()
    assert not Identity(own.pid, own.started - 1).runs()
    with pytest.raises(ProcessLookupError):
        Identity.of(2**22 + 1)


def test_a_killed_runner_leaves_nothing_that_stop_does_not_end(tmp_path: Path) -> None:
    left = [_sleeper(tmp_path, "gateway"), _sleeper(tmp_path, "mongod")]
    for process in left:
        process.start()
    gone = Process("runner", ("true",), tmp_path / "r.log")
    gone.start()
    assert gone.identity is not None
    known = {one.name: one.identity for one in left if one.identity}
    assert wait_until(lambda: not gone.runs(), 5)
    Running(gone.identity, "http://x", "http://y", known).write(tmp_path)
    assert stop_running(tmp_path)
    assert not any(process.runs() for process in left)
    assert not stop_running(tmp_path)


def test_only_one_runner_holds_a_home(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from deploy.local.running import only_runner; import sys\n"
        f"with only_runner(Path({str(tmp_path)!r})):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunning), only_runner(tmp_path):
            pass
        holder.communicate()
    with only_runner(tmp_path):
        pass
