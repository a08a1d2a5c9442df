"""Encryption per owner on a real database: what is on the disk, and what erasure leaves."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo import MongoClient

from deploy.local.mongod import Mongod
from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.domain import Sealed
from services.kernel.eventkit.mongo.files import MongoFiles
from services.kernel.eventkit.privacy.keys import (
    KEYS,
    MongoPersonalData,
    WrongMasterKey,
    master_key,
)
from tests.integration.kernel.kit import MASTER, Kit

NAME = "驫木靐子"
FACTS = {"name": NAME, "email": "bara-kayu@example.org", "telephone": "080-5550-1357"}


@pytest.fixture
def personal(kit: Kit) -> MongoPersonalData:
    return MongoPersonalData(kit.database, MASTER)


def test_what_is_sealed_is_opened_again(personal: MongoPersonalData) -> None:
    assert personal.open(personal.seal("u-1", FACTS)) == FACTS


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.binary(max_size=200))
def test_pieces_of_files_come_back_byte_for_byte(personal: MongoPersonalData, piece: bytes) -> None:
    sealed = personal.seal_bytes("u-1", piece)
    assert piece not in sealed or len(piece) < 4
    assert personal.open_bytes("u-1", sealed) == piece


def test_the_same_text_twice_does_not_look_the_same(personal: MongoPersonalData) -> None:
    assert personal.seal("u-1", FACTS).token != personal.seal("u-1", FACTS).token


def test_a_token_moved_to_another_owner_does_not_open(personal: MongoPersonalData) -> None:
    mine = personal.seal("u-1", FACTS)
    personal.seal("u-2", {})
    with pytest.raises(Unreadable):
        personal.open(Sealed("u-2", mine.token))
    with pytest.raises(Unreadable):
        personal.open(Sealed("nobody", mine.token))


def test_a_wrapped_key_moved_to_another_owner_opens_nothing(
    personal: MongoPersonalData, kit: Kit
) -> None:
    mine = personal.seal("u-1", FACTS)
    key = kit.database[KEYS].find_one({"_id": "u-1"})["k"]
    kit.database[KEYS].insert_one({"_id": "thief", "k": key})
    with pytest.raises(WrongMasterKey):
        personal.open(Sealed("thief", mine.token))


@pytest.mark.parametrize("damage", [0, 5, 15, -1])
def test_a_token_that_was_tampered_with_does_not_open(
    personal: MongoPersonalData, damage: int
) -> None:
    sealed = bytearray(personal.seal_bytes("u-1", b"content"))
    sealed[damage] ^= 1
    with pytest.raises(Unreadable):
        personal.open_bytes("u-1", bytes(sealed))


def test_after_erasure_nothing_opens_anywhere_and_nothing_can_be_sealed(
    personal: MongoPersonalData, kit: Kit
) -> None:
    elsewhere = MongoPersonalData(kit.database, MASTER)
    mine, others = personal.seal("u-1", FACTS), personal.seal("u-2", {"name": "other"})
    elsewhere.open(mine)
    personal.destroy("u-1")
    for one in (personal, elsewhere, MongoPersonalData(kit.database, MASTER)):
        with pytest.raises(Unreadable):
            one.open(mine)
        with pytest.raises(Unreadable):
            one.seal("u-1", FACTS)
        assert one.open_many([mine, others]) == [None, {"name": "other"}]


def test_an_erasure_that_comes_before_anything_was_sealed_holds_as_well(
    personal: MongoPersonalData,
) -> None:
    personal.destroy("u-9")
    with pytest.raises(Unreadable):
        personal.seal("u-9", FACTS)


def test_another_master_key_opens_nothing_and_is_not_taken_for_an_erasure(
    personal: MongoPersonalData, kit: Kit
) -> None:
    mine = personal.seal("u-1", FACTS)
    wrong = MongoPersonalData(kit.database, os.urandom(32))
    with pytest.raises(WrongMasterKey):
        wrong.open(mine)
    with pytest.raises(WrongMasterKey):
        wrong.open_many([mine])


def test_a_process_with_another_master_key_is_stopped_at_its_start(
    personal: MongoPersonalData, kit: Kit
) -> None:
    personal.prepare()
    personal.prepare()
    with pytest.raises(WrongMasterKey):
        MongoPersonalData(kit.database, os.urandom(32)).prepare()


@pytest.mark.parametrize("text", ["", "too short", "a" * 43 + "=" * 5, "k" * 64])
def test_a_faulty_master_key_file_is_refused(text: str, tmp_path: Any) -> None:
    file = tmp_path / "master.key"
    file.write_text(text)
    with pytest.raises(ValueError, match=r"."):
        master_key(str(file))


def test_files_are_put_in_pieces_and_gone_with_their_owner(
    personal: MongoPersonalData, kit: Kit
) -> None:
    files = MongoFiles(kit.database, personal)
    files.put("f-1", "u-1", 0, b"first")
    files.put("f-1", "u-1", 1, b"second")
    files.put("f-1", "u-1", 1, b"second, again")
    files.put("f-2", "u-2", 0, b"of another")
    assert files.pieces("f-1") == 2
    assert [files.get("f-1", "u-1", n) for n in range(2)] == [b"first", b"second, again"]
    with pytest.raises(Unreadable):
        files.get("f-1", "u-2", 0)
    with pytest.raises(KeyError):
        files.get("f-1", "u-1", 2)
    files.delete_of("u-1")
    assert (files.pieces("f-1"), files.pieces("f-2")) == (0, 1)


def readable_in(client: MongoClient[dict[str, Any]], texts: list[str]) -> list[tuple[str, str]]:
    """Where any of the texts stands in the stored bytes of any collection, the oplog included."""
    found = []
    for database in client.list_database_names():
        for collection in client[database].list_collection_names():
            if collection.startswith("system."):
                continue
            for batch in client[database][collection].find_raw_batches({}):
                for text in texts:
                    if text.encode() in batch:
                        found.append((f"{database}.{collection}", text))
    return found


def test_no_plaintext_is_in_any_database_nor_in_the_oplog(private_mongod: Mongod) -> None:
    texts = [NAME, *FACTS.values()]
    with MongoClient[dict[str, Any]](private_mongod.uri) as client:
        database = client["scanned"]
        personal = MongoPersonalData(database, MASTER)
        sealed = personal.seal("u-1", FACTS)
        database["some.v1"].insert_one({"_id": "u-1", "who": [sealed.owner, sealed.token]})
        MongoFiles(database, personal).put("f-1", "u-1", 0, NAME.encode() * 9)
        assert readable_in(client, texts) == []
        database["some.v1"].insert_one({"_id": "shows that the scan works", "who": NAME})
        found = {place for place, _ in readable_in(client, texts)}
        assert found == {"scanned.some.v1", "local.oplog.rs"}
