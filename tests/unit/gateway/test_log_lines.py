from __future__ import annotations

import io
import subprocess
import sys
import threading

from gateway.web.log_lines import LogLines
from gateway.web.request_numbers import new_request_number


class Closed(io.BytesIO):
    def write(self, data: object) -> int:
        raise BrokenPipeError


def test_lines_of_many_threads_all_arrive_whole_and_in_the_order_of_each() -> None:
    target = io.BytesIO()
    lines = LogLines(target)
    going_on = threading.Event()

    def write(name: int) -> None:
        for number in range(500):
            lines.write(b"%d %d\n" % (name, number))

    def keep_writing_out() -> None:
        while not going_on.is_set():
            lines.write_out()

    writers = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    reader = threading.Thread(target=keep_writing_out)
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    going_on.set()
    reader.join()
    lines.write_out()
    arrived = [tuple(map(int, line.split())) for line in target.getvalue().splitlines()]
    for name in range(4):
        assert [number for who, number in arrived if who == name] == list(range(500))


def test_a_log_that_nobody_reads_stops_nobody() -> None:
    lines = LogLines(Closed())
    lines.write(b"a line\n")
    lines.write_out()


def test_what_was_logged_last_is_written_at_an_orderly_end() -> None:
    program = (
        "import sys; from gateway.web.log_lines import LogLines; "
        "lines = LogLines(sys.stdout.buffer); lines.start(); lines.write(b'the last\\n')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"the last\n"


def test_what_a_forked_worker_logged_last_is_written_at_its_orderly_end() -> None:
    program = (
        "import multiprocessing, sys; from gateway.web.log_lines import LogLines\n"
        "def work():\n"
        "    lines = LogLines(sys.stdout.buffer); lines.start(); lines.write(b'the last\\n')\n"
        "worker = multiprocessing.get_context('fork').Process(target=work)\n"
        "worker.start(); worker.join()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"the last\n"


def test_no_two_requests_have_one_number() -> None:
    drawn = [new_request_number() for _ in range(2000)]
    assert len(set(drawn)) == len(drawn)
    assert all(len(number) == 32 and int(number, 16) >= 0 for number in drawn)
