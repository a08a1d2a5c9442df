"""Requests, replies and acknowledgements as frames, read back by the client library."""

from __future__ import annotations

import struct
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import amqp
import pytest
from amqp.serialization import loads
from amqp.transport import TCPTransport

from services.kernel.contracts.amqp_frames import acknowledgement_frame
from services.kernel.contracts.rpc.connection import Publisher
from services.kernel.contracts.rpc.wire import Outgoing, message_frames

FRAME = struct.Struct(">BHI")
CHANNEL = 3


def pieces(data: bytes) -> list[tuple[int, int, bytes]]:
    """The frames in a piece of the wire, as the library takes them apart."""
    transport = TCPTransport("nowhere")
    coming = [data]
    transport.raise_on_initial_eintr = False
    transport._quick_recv = lambda wanted: coming.pop() if coming else b""
    transport._read_buffer = b""
    transport.connected = True
    read = []
    left = len(data)
    while left:
        kind, channel, payload = transport.read_frame()
        left -= FRAME.size + len(payload) + 1
        read.append((kind, channel, bytes(payload)))
    return read


def message_of(frames: list[tuple[int, int, bytes]]) -> amqp.Message:
    message = amqp.Message()
    for kind, _, payload in frames:
        if kind == 2:
            message.inbound_header(payload)
        elif kind == 3:
            message.inbound_body(payload)
    assert message.ready
    return message


def test_a_request_is_read_back_as_it_was_meant() -> None:
    sent = Outgoing("listings.get_listing", "c-1", "本文".encode(), "reply-7", 1500)
    frames = pieces(message_frames(sent, CHANNEL, 131_072))
    assert {channel for _, channel, _ in frames} == {CHANNEL}
    kind, _, method = frames[0]
    assert (kind, *struct.unpack(">HHH", method[:6])) == (1, 60, 40, 0)
    (exchange, key), at = loads("ss", method, 6)
    assert (exchange, key, method[at]) == ("nameko-rpc", "listings.get_listing", 1)
    message = message_of(frames)
    assert message.properties == {
        "content_type": "application/json",
        "content_encoding": "utf-8",
        "application_headers": {},
        "delivery_mode": 1,
        "correlation_id": "c-1",
        "reply_to": "reply-7",
        "expiration": "1500",
    }
    assert message.body == "本文".encode()


@pytest.mark.parametrize("size", [0, 1, 4087, 4088, 4089, 20_000])
def test_a_reply_of_any_size_fits_the_agreed_frames(size: int) -> None:
    data = message_frames(Outgoing("reply-7", "c-2", b"x" * size), CHANNEL, 4096)
    frames = pieces(data)
    assert all(FRAME.size + len(payload) + 1 <= 4096 for _, _, payload in frames)
    if size:
        message = message_of(frames)
        assert bytes(message.body) == b"x" * size
        assert "reply_to" not in message.properties
        assert "expiration" not in message.properties


def test_an_acknowledgement_is_one_for_one_delivery() -> None:
    [(kind, channel, payload)] = pieces(acknowledgement_frame(2**40 + 5, CHANNEL))
    assert (kind, channel) == (1, CHANNEL)
    assert struct.unpack(">HHQB", payload) == (60, 80, 2**40 + 5, 0)


def test_a_name_that_is_too_long_for_the_wire_is_refused() -> None:
    with pytest.raises(ValueError, match="255"):
        message_frames(Outgoing("k" * 256, "c", b""), CHANNEL, 4096)


class Wire:
    """What reaches the socket, piece by piece; `during` runs while a piece is written."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.during: list[Callable[[], None]] = []
        self.broken = False

    def connect(self, **_: Any) -> Any:
        channel = SimpleNamespace(channel_id=CHANNEL, events={"basic_return": set()})
        return SimpleNamespace(
            channel=lambda: channel,
            frame_max=4096,
            transport=SimpleNamespace(write=self.write),
            collect=lambda: None,
        )

    def write(self, data: bytes) -> None:
        if self.broken:
            raise ConnectionResetError
        self.pieces.append(data)
        if self.during:
            self.during.pop(0)()


def a_message(call_id: str) -> Outgoing:
    return Outgoing("s.o", call_id, b"{}", "r", 100)


def test_what_comes_while_something_is_written_leaves_in_one_piece() -> None:
    wire = Wire()
    publisher = Publisher(wire.connect, lambda *_: None, threading.Event())
    wire.during.append(lambda: [publisher.publish(a_message(f"c-{n}")) for n in (2, 3, 4)] and None)
    publisher.publish(a_message("c-1"))
    assert len(wire.pieces) == 2
    assert [piece.count(b"s.o") for piece in wire.pieces] == [1, 3]
    assert (
        wire.pieces[1].index(b"c-2") < wire.pieces[1].index(b"c-3") < wire.pieces[1].index(b"c-4")
    )


def test_what_is_put_off_is_written_once_for_all_of_a_turn() -> None:
    wire = Wire()
    turns: list[Callable[[], None]] = []
    publisher = Publisher(wire.connect, lambda *_: None, threading.Event(), turns.append)
    for number in range(5):
        publisher.publish(a_message(f"c-{number}"))
    assert wire.pieces == []
    [turn] = turns
    turn()
    assert [piece.count(b"s.o") for piece in wire.pieces] == [5]
    publisher.publish(a_message("later"))
    assert len(turns) == 2


def test_everything_that_could_not_be_sent_is_reported_and_the_next_goes_out() -> None:
    wire = Wire()
    lost: list[tuple[str, str]] = []
    publisher = Publisher(wire.connect, lambda *what: lost.append(what), threading.Event())
    wire.during.append(lambda: setattr(wire, "broken", True))
    publisher.publish(a_message("c-1"))
    publisher.publish(a_message("c-2"))
    assert lost == [("c-2", "broker")]
    wire.broken = False
    publisher.publish(a_message("c-3"))
    assert lost == [("c-2", "broker")]
    assert b"c-3" in wire.pieces[-1]
