"""The servers under the tests: real, fresh for each module, back after a kill with their data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pika
import pika.exceptions
import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from deploy.local.broker import Broker, greets
from deploy.local.mongod import Mongod
from deploy.local.ports import Ports
from deploy.local.processes import wait_until
from tests.support.broker import Management
from tests.support.parts import Parts, shared_parts


def _declare(uri: str, queue: str) -> int:
    with pika.BlockingConnection(pika.URLParameters(uri)) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        count = int(channel.queue_declare(queue, durable=True).method.message_count)
        persistent = pika.BasicProperties(delivery_mode=2)
        channel.basic_publish("", queue, b"kept", persistent)
        return count


def test_a_module_has_a_virtual_host_of_its_own(
    amqp_uri: str, vhost: str, management: Management
) -> None:
    assert _declare(amqp_uri, "mine") == 0
    assert [queue["name"] for queue in management.queues(vhost)] == ["mine"]
    assert management.queues("/") == []


def test_a_module_has_databases_of_its_own(
    mongo: MongoClient[dict[str, Any]], db_prefix: str
) -> None:
    database = mongo[f"{db_prefix}_listings"]
    database["events"].insert_one({"_id": 1})
    assert database["events"].count_documents({}) == 1
    assert mongo.admin.command("hello")["setName"] == "rs0"


def test_whoever_comes_second_uses_the_servers_of_the_first(parts: Parts) -> None:
    with shared_parts() as again:
        assert again.broker.process.identity == parts.broker.process.identity
        assert again.mongod.uri == parts.mongod.uri
    assert parts.broker.process.runs()
    assert greets(parts.broker.ports.of("amqp"))


def test_a_killed_broker_comes_back_with_its_messages_and_a_wiped_one_without(
    private_broker: Broker,
) -> None:
    assert _declare(private_broker.uri, "kept") == 0
    private_broker.kill()
    assert not greets(private_broker.ports.of("amqp"))
    private_broker.start()
    assert _declare(private_broker.uri, "kept") == 1
    private_broker.kill()
    private_broker.wipe()
    private_broker.start()
    assert _declare(private_broker.uri, "kept") == 0


def test_connections_can_be_cut(private_broker: Broker) -> None:
    management = Management(
        private_broker.management_uri, private_broker.user, private_broker.password
    )
    connection = pika.BlockingConnection(pika.URLParameters(private_broker.uri))
    # The broker's management hears of a new connection a moment later.
    assert wait_until(lambda: management.cut_connections() == 1, 20, 0.2)
    with pytest.raises(pika.exceptions.AMQPError):
        connection.process_data_events(time_limit=10)


def test_a_killed_mongod_comes_back_as_primary_with_its_data(private_mongod: Mongod) -> None:
    with MongoClient[dict[str, Any]](private_mongod.uri) as client:
        client.kept.things.insert_one({"_id": 1})
    private_mongod.kill()
    assert not private_mongod.process.runs()
    private_mongod.start()
    with MongoClient[dict[str, Any]](private_mongod.uri) as client:
        assert client.kept.things.find_one() == {"_id": 1}


@pytest.mark.parametrize("password", ["", "secret"])
def test_data_move_with_their_folder_to_another_port(tmp_path: Path, password: str) -> None:
    first = Mongod(tmp_path / "mongod", Ports(tmp_path / "first.json"), password)
    first.start()
    try:
        with MongoClient[dict[str, Any]](first.uri) as client:
            client.moved.things.insert_one({"_id": 1})
    finally:
        first.stop()
    second = Mongod(tmp_path / "mongod", Ports(tmp_path / "second.json"), password)
    second.start()
    try:
        assert second.uri != first.uri
        with MongoClient[dict[str, Any]](second.uri) as client:
            assert client.moved.things.find_one() == {"_id": 1}
    finally:
        second.stop()


def test_with_a_password_nobody_reads_without_it(tmp_path: Path) -> None:
    mongod = Mongod(tmp_path / "mongod", Ports(tmp_path / "ports.json"), "secret")
    for _start in range(2):
        mongod.start()
        try:
            stranger = mongod.uri.replace("kakehashi:secret@", "").replace("&authSource=admin", "")
            with (
                MongoClient[dict[str, Any]](stranger) as client,
                pytest.raises(OperationFailure, match="requires authentication"),
            ):
                client.kept.things.find_one()
            with MongoClient[dict[str, Any]](mongod.uri) as client:
                assert client.kept.things.find_one() is None
        finally:
            mongod.stop()


@pytest.mark.parametrize("port", [1, 9])
def test_nothing_greets_where_no_broker_is(port: int) -> None:
    assert not greets(port)
