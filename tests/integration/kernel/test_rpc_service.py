"""The RPC edge of a service as a real process (design.md section 5, the table of stock nameko)."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pika
import pytest

from deploy.local.broker import Broker
from deploy.local.processes import Process, wait_until
from services.kernel.contracts.rpc import Away, DeadlinePassed, ServiceFault
from tests.integration.kernel.notices import SYSTEM, Notices

QUEUE = "rpc-errands"


@pytest.fixture(scope="module")
def notices(
    private_broker: Broker,
    mongo_uri: str,
    db_prefix: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Notices]:
    folder = tmp_path_factory.mktemp("errands")
    made = Notices(private_broker.uri, mongo_uri, db_prefix, folder)
    yield made
    made.close()


@pytest.fixture
def service(notices: Notices) -> Iterator[Process]:
    """One process of the service that answers."""
    made = notices.start("errands", "service", "one")
    notices.wait_for(lambda: notices.answers("errands"), "it answers")
    yield made
    made.kill()


def errand(notices: Notices, name: str = "", within: float = 20.0, **payload: Any) -> Any:
    return notices.ask("errands", "run_errand", {"name": name, **payload}, within=within)


def what(notices: Notices, name: str) -> list[str]:
    """What became of an errand."""
    found = notices.database("errands")["errands"].find({"name": name})
    return sorted(document["what"] for document in found)


def publish(notices: Notices, body: bytes, **properties: Any) -> None:
    """A message to the service's queue, past the client."""
    uri = pika.URLParameters(notices.environment["AMQP_URI"])
    with pika.BlockingConnection(uri) as connection:
        connection.channel().basic_publish(
            "nameko-rpc", "errands.run_errand", body, pika.BasicProperties(**properties)
        )


def waiting(notices: Notices) -> int:
    """How many messages nobody has taken."""
    uri = pika.URLParameters(notices.environment["AMQP_URI"])
    with pika.BlockingConnection(uri) as connection:
        return int(connection.channel().queue_declare(QUEUE, passive=True).method.message_count)


def call_body(**payload: Any) -> bytes:
    return json.dumps({"args": [payload, {"actor": SYSTEM}], "kwargs": {}}).encode()


def test_a_call_that_takes_too_long_ends_at_its_deadline(
    notices: Notices, service: Process
) -> None:
    begin = time.monotonic()
    with pytest.raises(DeadlinePassed):
        errand(notices, within=0.5, milliseconds=5000)
    assert time.monotonic() - begin < 4


def test_a_call_that_was_given_up_is_not_carried_out_later(
    notices: Notices, service: Process
) -> None:
    service.kill()
    with pytest.raises((Away, DeadlinePassed)):
        errand(notices, "given up", within=1.0)
    assert wait_until(lambda: waiting(notices) == 0, 20)
    service.start()
    notices.wait_for(lambda: notices.answers("errands"), "it answers again")
    errand(notices, "later")
    assert (what(notices, "given up"), what(notices, "later")) == ([], ["begun", "done"])


def test_many_calls_are_carried_out_side_by_side(notices: Notices, service: Process) -> None:
    client = notices.client
    begin = time.monotonic()
    envelope = {"actor": SYSTEM}
    calls = [
        client.send("errands", "run_errand", {"milliseconds": 1000}, envelope, within=20.0)
        for _ in range(12)
    ]
    assert [call.result() for call in calls] == [{"done": ""}] * 12
    assert time.monotonic() - begin < 9


def test_sigterm_lets_what_runs_be_answered_and_takes_nothing_more(
    notices: Notices, service: Process
) -> None:
    with ThreadPoolExecutor(4) as pool:
        running = [
            pool.submit(errand, notices, f"in flight {number}", milliseconds=2500)
            for number in range(4)
        ]
        notices.wait_for(
            lambda: all(what(notices, f"in flight {n}") for n in range(4)), "all have begun"
        )
        assert service.identity is not None
        service.identity.send(signal.SIGTERM)
        assert [call.result() for call in running] == [
            {"done": f"in flight {number}"} for number in range(4)
        ]
    assert wait_until(lambda: not service.runs(), 20)
    assert service.exit_code() == 0
    assert waiting(notices) == 0
    second = notices.start("errands", "service", "second")
    notices.wait_for(lambda: notices.answers("errands"), "the second answers")
    assert [what(notices, f"in flight {n}") for n in range(4)] == [["begun", "done"]] * 4
    second.kill()


def test_a_call_that_comes_while_one_replica_leaves_is_taken_by_the_other(
    notices: Notices, service: Process
) -> None:
    other = notices.start("errands", "service", "other")
    log = other.log
    notices.wait_for(lambda: '"serving"' in log.read_text(), "the other serves")
    failed: list[BaseException] = []
    answered = [0]
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            try:
                errand(notices, milliseconds=20)
                answered[0] += 1
            except BaseException as fault:
                failed.append(fault)

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    notices.wait_for(lambda: answered[0] > 20, "calls are answered")
    service.stop()
    before = answered[0]
    notices.wait_for(lambda: answered[0] > before + 20, "calls are answered by the other")
    done.set()
    for thread in threads:
        thread.join()
    assert failed == []
    other.kill()


@pytest.mark.parametrize(
    ("body", "properties"),
    [
        (b"\xff\xfe\x00", {"content_type": "application/json", "content_encoding": "utf-8"}),
        (b"{", {"content_type": "application/json", "content_encoding": "utf-8"}),
        (b"x", {"content_type": "application/x-unheard-of"}),
        (b"[]", {"content_type": "application/json"}),
        (b'{"args": 7, "kwargs": {}}', {"content_type": "application/json"}),
        (b'{"args": [], "kwargs": {"x": 1}}', {"content_type": "application/json"}),
        (b"cos\nsystem\n(S'true'\ntR.", {"content_type": "application/x-python-serialize"}),
    ],
)
def test_what_cannot_be_understood_is_put_away_and_stops_nobody(
    notices: Notices, service: Process, body: bytes, properties: dict[str, Any]
) -> None:
    publish(notices, body, **properties)
    assert errand(notices, "after rubbish") == {"done": "after rubbish"}
    assert wait_until(lambda: waiting(notices) == 0, 10)
    assert service.runs()


def test_a_caller_that_is_gone_is_no_trouble(notices: Notices, service: Process) -> None:
    for number in range(3):
        publish(
            notices,
            call_body(name=f"gone {number}"),
            content_type="application/json",
            content_encoding="utf-8",
            reply_to="nobody-listens-here",
            correlation_id=f"gone-{number}",
        )
    publish(notices, call_body(name="no address"), content_type="application/json")
    notices.wait_for(
        lambda: what(notices, "gone 2") == what(notices, "no address") == ["begun", "done"],
        "they are carried out",
    )
    assert errand(notices, "still there") == {"done": "still there"}
    assert service.runs()


def test_a_defect_is_told_by_its_type_and_never_by_its_text(
    notices: Notices, service: Process
) -> None:
    with pytest.raises(ServiceFault) as fault:
        errand(notices, ending="raise")
    assert fault.value.kind == "ValueError"
    assert "山田" not in str(fault.value)
    assert "山田" not in service.log.read_text()
    assert "ValueError" in service.log.read_text()


def test_an_answer_that_is_no_json_is_a_fault_and_not_silence(
    notices: Notices, service: Process
) -> None:
    with pytest.raises(ServiceFault):
        errand(notices, ending="odd", within=5.0)


def test_an_operation_that_does_not_exist_is_a_fault(notices: Notices, service: Process) -> None:
    with pytest.raises((ServiceFault, Away)):
        notices.ask("errands", "run_away", {}, within=5.0)


def test_a_service_is_there_again_after_the_broker_was_gone(
    notices: Notices, service: Process, private_broker: Broker
) -> None:
    errand(notices, "before")
    private_broker.kill()
    private_broker.start()
    notices.wait_for(lambda: notices.answers("errands"), "it answers again")
    assert errand(notices, "after") == {"done": "after"}
    assert service.runs()
    text = service.log.read_text()
    assert "simultaneous read" not in text
    assert "Traceback" not in text


def test_a_service_that_starts_before_its_broker_waits_for_it(
    notices: Notices, private_broker: Broker
) -> None:
    private_broker.kill()
    early = notices.start("errands", "service", "early")
    threading.Event().wait(2.0)
    private_broker.start()
    if not early.runs():
        # Its supervisor would start it again.
        early.start()
    notices.wait_for(lambda: notices.answers("errands"), "it answers")
    early.kill()
