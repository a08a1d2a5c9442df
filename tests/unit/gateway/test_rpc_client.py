from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from services.kernel.contracts.rpc import Away, DeadlinePassed, Refused, RpcClient, ServiceFault
from services.kernel.contracts.rpc.connection import Backoff, connector
from services.kernel.contracts.rpc.gate import Gate
from services.kernel.contracts.rpc.wire import Outgoing
from tests.support.amqp_wire import delivered
from tests.unit.gateway.fake_broker import FakeBroker

ENVELOPE = {"actor": {"role": "visitor"}}


@pytest.fixture
def broker() -> FakeBroker:
    return FakeBroker()


@pytest.fixture
def client(broker: FakeBroker) -> Iterator[RpcClient]:
    made = RpcClient("amqp://unused/", "test", connect=broker.connect)
    yield made
    made.close()
    broker.cut()


def result(value: Any) -> dict[str, Any]:
    return {"result": value, "error": None}


def error(kind: str, *args: Any) -> dict[str, Any]:
    return {"result": None, "error": {"exc_type": kind, "exc_args": list(args), "value": ""}}


def test_a_call_is_namekos_wire(client: RpcClient, broker: FakeBroker) -> None:
    broker.responders["listings.get_listing"] = lambda body: result(body["args"])
    answer = client.call("listings", "get_listing", {"listing_id": "一"}, ENVELOPE, within=3)
    assert answer == [{"listing_id": "一"}, ENVELOPE]
    [(key, message)] = broker.published
    assert key == "listings.get_listing"
    assert message.properties["content_type"] == "application/json"
    assert message.properties["application_headers"] == {}
    assert 0 < int(message.properties["expiration"]) <= 3000
    assert "nameko-rpc" in broker.exchanges


def test_a_refusal_arrives_as_it_was_said(client: RpcClient, broker: FakeBroker) -> None:
    wire = {"code": "listing-not-pending", "kind": "conflict", "fields": {}, "params": {"n": 1}}
    broker.responders["listings.approve_listing"] = lambda body: error("Refused", wire)
    with pytest.raises(Refused) as refused:
        client.call("listings", "approve_listing", {}, ENVELOPE)
    assert (refused.value.code, refused.value.kind) == ("listing-not-pending", "conflict")
    assert refused.value.params == {"n": 1}


def test_another_error_is_a_fault_without_its_text(client: RpcClient, broker: FakeBroker) -> None:
    broker.responders["listings.x"] = lambda body: error("KeyError", "taro@mail.example")
    with pytest.raises(ServiceFault) as fault:
        client.call("listings", "x", {}, ENVELOPE)
    assert "taro" not in str(fault.value)


def test_a_service_without_its_database_is_away_not_faulty(
    client: RpcClient, broker: FakeBroker
) -> None:
    broker.responders["listings.x"] = lambda body: error("AutoReconnect", "")
    with pytest.raises(Away, match="unavailable"):
        client.call("listings", "x", {}, ENVELOPE)


def test_an_unreadable_reply_is_a_fault(client: RpcClient, broker: FakeBroker) -> None:
    broker.responders["listings.x"] = lambda body: {"nothing": "useful"}
    with pytest.raises(ServiceFault, match="UnreadableReply"):
        client.call("listings", "x", {}, ENVELOPE)


def test_a_stopped_service_is_known_at_once(client: RpcClient) -> None:
    with pytest.raises(Away, match="no-route"):
        client.call("identity", "x", {}, ENVELOPE, within=10)


def test_a_call_ends_with_its_deadline_and_a_late_answer_hurts_nobody(
    client: RpcClient, broker: FakeBroker
) -> None:
    broker.responders["listings.x"] = lambda body: None
    with pytest.raises(DeadlinePassed):
        client.call("listings", "x", {}, ENVELOPE, within=0.05)
    _, message = broker.published[0]
    broker.reply(message.properties["reply_to"], message.properties["correlation_id"], b"{}")
    broker.responders["listings.x"] = lambda body: result(1)
    assert client.call("listings", "x", {}, ENVELOPE) == 1


def test_calls_run_side_by_side_and_answers_find_their_call(
    client: RpcClient, broker: FakeBroker
) -> None:
    broker.responders["listings.x"] = lambda body: result(body["args"][0])
    pending = [client.send("listings", "x", {"n": n}, ENVELOPE) for n in range(10)]
    assert [call.result()["n"] for call in reversed(pending)] == list(range(9, -1, -1))
    assert pending[0].result() == {"n": 0}, "an answer can be read again"
    found: list[int] = []

    def run(number: int) -> None:
        for _ in range(20):
            found.append(client.call("listings", "x", {"n": number}, ENVELOPE)["n"] - number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [0] * 160


def test_what_waits_when_the_broker_dies_fails_and_later_calls_work_again(
    client: RpcClient, broker: FakeBroker
) -> None:
    broker.responders["listings.x"] = lambda body: None
    waiting = client.send("listings", "x", {}, ENVELOPE, within=20)
    broker.cut()
    with pytest.raises(Away, match="connection-lost"):
        waiting.result()
    broker.responders["listings.x"] = lambda body: result("back")
    assert broker.consumed.wait(10)
    assert client.call("listings", "x", {}, ENVELOPE, within=5) == "back"


def test_what_nobody_foresaw_does_not_end_the_reading_of_answers(
    client: RpcClient, broker: FakeBroker
) -> None:
    broker.responders["listings.x"] = lambda body: result("there")
    assert client.call("listings", "x", {}, ENVELOPE) == "there"
    broker.consumed.clear()
    [(reply_to, connection)] = broker.bound.items()
    odd = delivered(1, Outgoing(reply_to, "nobody", b"{}"))
    connection.send(odd.replace(b"application/json", b"application/js\xff\xfe"))
    assert broker.consumed.wait(10)
    assert client.call("listings", "x", {}, ENVELOPE, within=5) == "there"


def test_without_a_broker_a_call_is_away_soon(client: RpcClient, broker: FakeBroker) -> None:
    broker.reachable = False
    with pytest.raises(Away, match="broker"):
        client.call("listings", "x", {}, ENVELOPE, within=0.1)
    assert not client.connected


def test_a_broker_that_takes_no_messages_is_away(client: RpcClient, broker: FakeBroker) -> None:
    broker.responders["listings.x"] = lambda body: result(1)
    client.call("listings", "x", {}, ENVELOPE)
    publishing = next(one for one in broker.connections if "on_blocked" in one.options)
    publishing.options["on_blocked"]("memory")
    with pytest.raises(Away, match="broker"):
        client.call("listings", "x", {}, ENVELOPE)
    publishing.options["on_unblocked"]()
    assert client.call("listings", "x", {}, ENVELOPE) == 1


def test_a_payload_that_is_no_json_gives_its_place_back(client: RpcClient) -> None:
    for _ in range(20):
        with pytest.raises(TypeError):
            client.send("listings", "x", {"odd": object()}, ENVELOPE)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_gate_rests_after_failures_probes_once_and_opens_with_an_answer() -> None:
    clock = Clock()
    gate = Gate("listings", failures=3, rest=2.0, now=clock)
    for _ in range(3):
        gate.enter(1)
        gate.leave(answered=False)
    assert gate.resting
    with pytest.raises(Away, match="resting"):
        gate.enter(1)
    clock.now = 2.5
    gate.enter(1)
    with pytest.raises(Away, match="resting"):
        gate.enter(1)
    gate.leave(answered=True)
    assert not gate.resting
    gate.enter(1)


def test_a_gate_lets_only_so_many_wait() -> None:
    gate = Gate("listings", most=2, patience=0.01)
    gate.enter(1)
    gate.enter(1)
    with pytest.raises(Away, match="busy"):
        gate.enter(1)
    gate.leave(answered=True)
    gate.enter(1)


def test_pauses_grow_to_three_seconds_and_start_anew() -> None:
    backoff = Backoff()
    pauses = [backoff.next() for _ in range(8)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == 3.0
    backoff.reset()
    assert backoff.next() == 0.1


def test_nobody_listening_is_an_os_error() -> None:
    with pytest.raises(OSError, match="refused"):
        connector("amqp://us%40er:pw@127.0.0.1:1/vhost")()
