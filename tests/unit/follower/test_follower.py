"""Every event once and in order per source, whatever is lost, repeated or torn."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.follower.cursor import Cursor, NoCursor
from deploy.follower.follower import FeedAway, FeedBehind, FeedHasGap, Follower, Page
from deploy.follower.outputs import Checkpoint, Damaged, StreamOutput, line_of
from deploy.follower.running import LOOK_AT_FEED_SECONDS, run
from services.kernel.contracts.public_event import PublicEvent
from tests.unit.follower.simulated import (
    Portal,
    SimulatedFeed,
    SimulatedQueue,
    break_connection,
    new_follower,
    written,
)


def _portal(count: int = 5) -> tuple[Portal, SimulatedFeed]:
    portal = Portal()
    for _ in range(count):
        portal.publish("identity")
        portal.publish("listings")
    return portal, SimulatedFeed(portal)


def test_a_new_follower_reads_everything_from_the_feed(tmp_path: Path) -> None:
    portal, feed = _portal()
    follower = new_follower(tmp_path, feed)
    assert follower.catch_up() == 10
    assert written(tmp_path) == portal.all()
    assert feed.asked[0] == ""


def test_messages_in_order_need_no_feed(tmp_path: Path) -> None:
    portal, feed = _portal()
    follower = new_follower(tmp_path, feed)
    assert follower.take(portal.events["identity"]) == 5
    assert follower.take(portal.events["listings"]) == 5
    assert written(tmp_path) == portal.all()
    assert (feed.asked, follower.gaps) == ([], 0)


def test_a_repeated_message_is_written_once(tmp_path: Path) -> None:
    portal, feed = _portal()
    follower = new_follower(tmp_path, feed)
    first, second, *_ = portal.events["identity"]
    follower.take([first, first, second, first])
    follower.take([second])
    assert written(tmp_path) == {"identity": [first.id, second.id]}
    assert follower.repetitions == 3


def test_a_gap_is_filled_from_the_feed_before_what_showed_it(tmp_path: Path) -> None:
    portal, feed = _portal()
    follower = new_follower(tmp_path, feed)
    first, _lost, third, *_ = portal.events["identity"]
    follower.take([first, third])
    assert follower.gaps == 1
    assert written(tmp_path) == portal.all()


def test_a_feed_that_is_behind_or_away_makes_the_follower_wait(tmp_path: Path) -> None:
    portal, feed = _portal()
    ahead = [portal.publish("identity"), portal.publish("identity")]
    behind = SimulatedFeed(Portal({"identity": portal.events["identity"][:2]}))
    follower = new_follower(tmp_path, behind)
    with pytest.raises(FeedBehind):
        follower.take(ahead)
    behind.away = 1
    with pytest.raises(FeedAway):
        follower.take(ahead)
    follower = new_follower(tmp_path, feed)
    follower.take(ahead)
    assert written(tmp_path) == portal.all()


def test_a_feed_that_leaves_an_event_out_is_not_followed(tmp_path: Path) -> None:
    portal, feed = _portal()
    del portal.events["identity"][1]
    with pytest.raises(FeedHasGap, match="identity between 256 and 768"):
        new_follower(tmp_path, feed).catch_up()
    assert written(tmp_path) == {}


def test_a_feed_that_repeats_itself_is_not_asked_for_ever(tmp_path: Path) -> None:
    portal, feed = _portal()
    follower = new_follower(tmp_path, feed)
    follower.catch_up()
    page = Page(tuple(portal.events["identity"]), Cursor())
    feed.read = lambda after, wait_seconds: page  # type: ignore[method-assign]
    with pytest.raises(FeedAway):
        follower.catch_up()


def test_an_answer_without_events_is_not_the_end_while_the_feed_moves(tmp_path: Path) -> None:
    portal, feed = _portal()
    read = feed.read
    pages = [Page((), Cursor({"identity": 100})), Page((), Cursor({"identity": 200}))]

    def private_at_first(after: Cursor, wait_seconds: int) -> Page:
        return pages.pop(0) if pages else read(after, wait_seconds)

    feed.read = private_at_first  # type: ignore[method-assign]
    assert new_follower(tmp_path, feed).catch_up() == 10
    assert written(tmp_path) == portal.all()


@pytest.mark.parametrize("torn", [b"{", b'{"id": "x"', b"\xe4\xbf", b""])
def test_a_torn_last_line_is_cut_off_and_written_anew(tmp_path: Path, torn: bytes) -> None:
    portal, feed = _portal()
    new_follower(tmp_path, feed).take(portal.events["identity"][:2])
    with (tmp_path / "events.jsonl").open("ab") as file:
        file.write(torn)
    follower = new_follower(tmp_path, feed)
    assert follower.cursor == Cursor({"identity": 512})
    follower.catch_up()
    assert written(tmp_path) == portal.all()


def test_lines_beyond_the_checkpoint_are_known_again_after_a_crash(tmp_path: Path) -> None:
    portal, feed = _portal()
    follower = new_follower(tmp_path, feed)
    follower.take(portal.events["identity"][:1])
    checkpoint = (tmp_path / "checkpoint").read_text()
    follower.take(portal.events["identity"][1:3])
    (tmp_path / "checkpoint").write_text(checkpoint)
    follower = new_follower(tmp_path, feed)
    assert follower.cursor.of("identity") == 768
    follower.take(portal.events["identity"])
    follower.catch_up()
    assert written(tmp_path) == portal.all()


@pytest.mark.parametrize("contents", ["", "{}", "[]", '{"cursor": "x", "offset": 0}'])
def test_a_damaged_checkpoint_is_not_guessed_at(tmp_path: Path, contents: str) -> None:
    (tmp_path / "checkpoint").write_text(contents)
    with pytest.raises(Damaged, match="is no checkpoint"):
        new_follower(tmp_path, _portal()[1])
    (tmp_path / "checkpoint").write_text('{"cursor": "", "offset": -1}')
    with pytest.raises(Damaged, match="is no checkpoint"):
        Checkpoint(tmp_path / "checkpoint").load()


def test_an_output_that_was_changed_by_others_is_not_continued(tmp_path: Path) -> None:
    portal, feed = _portal()
    new_follower(tmp_path, feed).take(portal.events["identity"])
    output = tmp_path / "events.jsonl"
    whole = output.read_bytes()
    output.write_bytes(whole[:-10])
    with pytest.raises(Damaged, match="shorter"):
        new_follower(tmp_path, feed)
    output.write_bytes(whole + b"hello\n")
    with pytest.raises(Damaged, match="no event"):
        new_follower(tmp_path, feed)


def test_a_stream_gets_the_same_lines(tmp_path: Path) -> None:
    portal, feed = _portal()
    stream = io.BytesIO()
    follower = Follower(feed, StreamOutput(stream), Checkpoint(tmp_path / "checkpoint"))
    follower.take(portal.events["identity"])
    assert stream.getvalue() == b"".join(line_of(e) for e in portal.events["identity"])
    again = Follower(feed, StreamOutput(stream), Checkpoint(tmp_path / "checkpoint"))
    assert again.cursor.of("identity") == 1280
    assert json.loads(stream.getvalue().splitlines()[0])["position"] == "256"


def test_the_loop_survives_losses_of_the_broker_and_of_the_feed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal, feed = _portal()
    stopping = threading.Event()
    monkeypatch.setattr(stopping, "wait", lambda seconds: None)

    def lose_feed() -> None:
        feed.away = 2
        portal.publish("identity")  # its message is lost

    def tell_the_next() -> list[PublicEvent]:
        return [portal.publish("identity")]

    queue = SimulatedQueue(stopping, [lose_feed, tell_the_next, break_connection])
    queue.refuse_to_open = 2
    feed.away = 1
    run(new_follower(tmp_path, feed), queue, stopping)
    assert written(tmp_path) == portal.all()
    assert queue.opened == 4
    assert queue.closed == 6


def test_in_quiet_times_the_feed_is_looked_at(tmp_path: Path) -> None:
    portal, feed = _portal()
    stopping = threading.Event()
    clock = iter(number * (LOOK_AT_FEED_SECONDS + 1) for number in range(100))

    def publish_without_message() -> None:
        portal.publish("identity")

    queue = SimulatedQueue(stopping, [publish_without_message])
    follower = new_follower(tmp_path, feed)
    run(follower, queue, stopping, now=lambda: next(clock))
    assert written(tmp_path) == portal.all()


def test_a_gap_in_the_feed_ends_the_loop(tmp_path: Path) -> None:
    portal, feed = _portal()
    del portal.events["listings"][2]
    queue = SimulatedQueue(threading.Event(), [])
    with pytest.raises(FeedHasGap):
        run(new_follower(tmp_path, feed), queue, threading.Event())
    assert queue.closed == 1


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_happens_each_event_is_written_once_and_in_order(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("follower")
    portal = Portal()
    feed = SimulatedFeed(portal, limit=data.draw(st.integers(1, 4)))
    follower = new_follower(folder, feed)
    underway: list[PublicEvent] = []
    output = folder / "events.jsonl"
    for _ in range(data.draw(st.integers(1, 25))):
        match data.draw(st.sampled_from("ppppdrtfca")):
            case "p":
                source = data.draw(st.sampled_from(["identity", "listings"]))
                underway.append(portal.publish(source, 256 * data.draw(st.integers(1, 3))))
            case "d" if underway:
                underway.pop(data.draw(st.integers(0, len(underway) - 1)))
            case "r":
                underway = underway + underway[-2:]
            case "t":
                follower.take(underway)
                underway = underway[-1:]
            case "f":
                follower.catch_up()
            case "c":
                follower = _crashed(folder, feed, data.draw(st.binary(max_size=4)))
            case "a":
                feed.away = 1
                try:
                    follower.take(underway)
                except FeedAway:
                    follower = _crashed(folder, feed, b"")
                feed.away = 0
    follower.take(underway)
    follower.catch_up()
    assert written(folder) == portal.all()
    assert output.read_bytes().count(b"\n") == sum(map(len, portal.events.values()))


def _crashed(folder: Path, feed: SimulatedFeed, torn: bytes) -> Follower:
    with (folder / "events.jsonl").open("ab") as file:
        file.write(torn.replace(b"\n", b""))
    return new_follower(folder, feed)


@given(
    positions=st.dictionaries(
        st.sampled_from(["identity", "listings", "a-b"]), st.integers(0, 2**62)
    )
)
def test_a_cursor_survives_as_text(positions: dict[str, int]) -> None:
    assert Cursor.parse(str(Cursor(positions))) == Cursor(positions)


@pytest.mark.parametrize(
    "text", ["identity", "identity:-1", "identity:1,", "identity:1,identity:2", "x y:1", ":1"]
)
def test_a_text_that_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(NoCursor):
        Cursor.parse(text)


def test_a_cursor_never_goes_back() -> None:
    cursor = Cursor({"identity": 5})
    assert cursor.advanced("identity", 3) is cursor
    assert cursor.joined(Cursor({"identity": 2, "listings": 1})) == Cursor(
        {"identity": 5, "listings": 1}
    )
