from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from services.kernel.eventkit.running.window import Window


def filled(*stretches: tuple[int, list[int]], keep: int = 100) -> Window:
    window = Window(keep)
    window.start_at(10)
    for upto, occurrences in stretches:
        window.push(upto, occurrences)
    return window


def test_a_reader_at_the_head_gets_what_comes_after_it() -> None:
    window = filled((20, [11, 12]), (30, [21]))
    assert window.after(20, 100, 0) == ([21], 30)


def test_a_reader_at_the_end_waits_and_gets_an_empty_answer() -> None:
    assert filled((20, [11])).after(20, 100, 0.001) == ((), 20)


def test_a_reader_behind_the_window_is_sent_to_the_log() -> None:
    window = filled((20, [11]))
    assert window.after(9, 100, 0) is None
    window.start_at(50)
    assert window.after(20, 100, 0) is None


def test_a_reader_in_the_middle_of_a_stretch_gets_all_of_it() -> None:
    assert filled((20, [11, 15])).after(12, 100, 0) == ([11, 15], 20)


def test_an_answer_stops_after_the_stretch_that_reaches_the_limit() -> None:
    window = filled((20, [11, 12]), (30, [21, 22]), (40, [31]))
    assert window.after(10, 3, 0) == ([11, 12, 21, 22], 30)


def test_old_stretches_are_forgotten_but_never_the_last() -> None:
    window = filled((20, [1] * 5), (30, [2] * 5), (40, [3] * 20), keep=8)
    assert window.after(30, 100, 0) == ([3] * 20, 40)
    assert window.after(20, 100, 0) is None


def test_a_stretch_without_occurrences_still_carries_readers_on() -> None:
    assert filled((20, [])).after(10, 100, 0) == ([], 20)


def test_a_waiting_reader_is_woken() -> None:
    window = filled()
    answers = []
    reader = threading.Thread(target=lambda: answers.append(window.after(10, 100, 20)))
    reader.start()
    window.push(11, [11])
    reader.join()
    assert answers == [([11], 11)]


@given(
    st.lists(st.integers(0, 4), max_size=40),
    st.integers(1, 20),
    st.integers(1, 6),
    st.data(),
)
def test_whoever_reads_on_meets_everything_once_and_in_order(
    sizes: list[int], keep: int, limit: int, data: st.DataObject
) -> None:
    """However the stretches fall, and however far behind the reader is allowed to fall."""
    window = Window(keep)
    window.start_at(0)
    log: list[int] = []
    seen: list[int] = []
    at = 0
    for size in sizes:
        fresh = list(range(len(log) + 1, len(log) + size + 1))
        log.extend(fresh)
        window.push(
            window.head + max(size, 1), [(window.head + 1 + i, n) for i, n in enumerate(fresh)]
        )
        for _ in range(data.draw(st.integers(0, 2))):
            found = window.after(at, limit, 0)
            if found is None:
                return  # sent to the log, which is another story
            occurrences, upto = found
            seen.extend(n for position, n in occurrences if position > at)
            at = upto
    while found := window.after(at, limit, 0):
        occurrences, upto = found
        if upto == at:
            assert seen == log
            return
        seen.extend(n for position, n in occurrences if position > at)
        at = upto
