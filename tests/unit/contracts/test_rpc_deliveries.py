"""Deliveries read from the socket are those the client library would have read."""

from __future__ import annotations

import contextlib
import struct
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.contracts.amqp_frames import short_text
from services.kernel.contracts.rpc.deliveries import Delivery, DeliveryReader
from services.kernel.contracts.rpc.wire import Outgoing
from tests.support.amqp_wire import CHANNEL, deliver_frame, delivered, frame

LARGEST = 64
HEARTBEAT = (8, 0, b"")


def delivered_with_headers(tag: int, body: bytes) -> bytes:
    headers = b"\x01aS\x00\x00\x00\x01b"
    properties = (
        short_text("application/json") + struct.pack(">I", len(headers)) + headers + short_text("c")
    )
    header = struct.pack(">HHQH", 60, 0, len(body), 0x8000 | 0x2000 | 0x0400) + properties
    return deliver_frame(tag, "k") + frame(2, CHANNEL, header) + frame(3, CHANNEL, body)


class Wire:
    """A connection whose socket gives out the pieces it was made with."""

    def __init__(self, *pieces: bytes, kept: bytes = b"") -> None:
        self.pieces = list(pieces)
        self.sock = SimpleNamespace(recv=self.receive)
        self.transport = SimpleNamespace(_read_buffer=kept)
        self.bytes_recv = 0
        self.library: list[tuple[int, int, bytes]] = []
        self.found: list[Delivery] = []
        self.reader = DeliveryReader(self, self.found.append)

    def receive(self, most: int) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""

    def on_inbound_frame(self, read: tuple[int, int, Any]) -> None:
        self.bytes_recv += 1
        self.library.append((read[0], read[1], bytes(read[2])))

    def read_all(self) -> None:
        with contextlib.suppress(ConnectionResetError):
            while True:
                self.reader.read()


def cut(data: bytes, places: list[int]) -> list[bytes]:
    ends = sorted({place % len(data) for place in places} - {0})
    return [data[a:b] for a, b in zip([0, *ends], [*ends, len(data)], strict=True)]


@st.composite
def traffic(draw: st.DrawFn) -> tuple[bytes, list[Delivery], list[int]]:
    """Bytes of the wire, the deliveries in them, and the kinds of frames left to the library."""
    data, deliveries, left = b"", [], []
    for tag in range(1, draw(st.integers(2, 8))):
        what = draw(st.sampled_from(["call", "reply", "headers", "heartbeat"]))
        body = b"x" * draw(st.integers(0, 300))
        if what == "heartbeat":
            data += frame(*HEARTBEAT)
            left.append(8)
        elif what == "headers":
            data += delivered_with_headers(tag, body)
            left += [1, 2, 3]
        else:
            reply_to = "reply-1" if what == "call" else ""
            sent = Outgoing("s.op", f"c-{tag}", body, reply_to, 1500 if reply_to else 0)
            data += delivered(tag, sent, LARGEST)
            deliveries.append(Delivery(tag, "s.op", f"c-{tag}", reply_to, body))
    return data, deliveries, left


@given(traffic(), st.lists(st.integers(0, 100_000), max_size=40))
def test_whatever_way_the_pieces_are_cut_each_delivery_comes_once_and_in_order(
    read: tuple[bytes, list[Delivery], list[int]], places: list[int]
) -> None:
    data, deliveries, left = read
    wire = Wire(*cut(data, places))
    wire.read_all()
    assert wire.found == deliveries
    assert [kind for kind, _, _ in wire.library] == left


@given(traffic(), st.integers(0, 100_000))
def test_what_the_library_has_read_beyond_its_last_frame_is_not_lost(
    read: tuple[bytes, list[Delivery], list[int]], place: int
) -> None:
    data, deliveries, _ = read
    first = place % len(data)
    wire = Wire(data[first:], kept=data[:first])
    wire.read_all()
    assert wire.found == deliveries


@given(traffic(), st.integers(0, 100_000))
def test_what_is_not_complete_is_there_whole_for_the_library(
    read: tuple[bytes, list[Delivery], list[int]], place: int
) -> None:
    data, deliveries, _ = read
    first = place % len(data)
    wire = Wire(data[:first])
    wire.read_all()
    rest = wire.transport._read_buffer + data[first:]
    later = Wire(rest)
    later.read_all()
    assert wire.found + later.found == deliveries


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_delivery_with_a_heartbeat_within_is_put_together_by_the_library(place: int) -> None:
    whole = delivered(1, Outgoing("s.op", "c", b"x" * 100), LARGEST)
    ends, at = [], 0
    while at < len(whole):
        at += 8 + struct.unpack_from(">I", whole, at + 3)[0]
        ends.append(at)
    cut_at = ends[place - 1]
    after = delivered(2, Outgoing("s.op", "c", b"y"), LARGEST)
    wire = Wire(whole[:cut_at] + frame(*HEARTBEAT) + whole[cut_at:] + after)
    wire.read_all()
    kinds = [1, 2, *[3] * (len(ends) - 2)]
    assert [kind for kind, _, _ in wire.library] == [*kinds[:place], 8, *kinds[place:]]
    assert [one.tag for one in wire.found] == [2]


def test_every_frame_counts_as_a_sign_of_life() -> None:
    data = delivered(1, Outgoing("s.op", "c", b"x" * 100), LARGEST) + frame(*HEARTBEAT)
    wire = Wire(data)
    wire.read_all()
    frames = -(-100 // (LARGEST - 8)) + 2 + 1
    assert wire.bytes_recv == frames


def test_a_frame_without_its_end_ends_the_connection() -> None:
    data = bytearray(delivered(1, Outgoing("s.op", "c", b"{}")))
    data[-1] = 0
    wire = Wire(bytes(data))
    with pytest.raises(ConnectionResetError, match="without its end"):
        wire.reader.read()
    assert wire.found == []


def test_a_time_out_of_the_socket_is_told() -> None:
    wire = Wire()

    def silent(most: int) -> bytes:
        raise TimeoutError

    wire.sock.recv = silent
    reader = DeliveryReader(wire, wire.found.append)
    with pytest.raises(TimeoutError):
        reader.read()


def test_after_the_library_took_the_rest_nothing_is_waited_for_that_is_there() -> None:
    first = delivered(1, Outgoing("s.op", "c-1", b"x" * 200))
    second = delivered(2, Outgoing("s.op", "c-2", b"{}"))
    wire = Wire(first[:100])
    wire.reader.read()
    # As the library does while it waits for an answer of the broker: it takes the first one.
    wire.transport._read_buffer = second
    wire.reader.read()
    assert [delivery.tag for delivery in wire.found] == [2]
