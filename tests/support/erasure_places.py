"""Everywhere the portal could keep something of a person: each place yields what it holds."""

from __future__ import annotations

import base64
import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from bson.raw_bson import RawBSONDocument
from pymongo import MongoClient

from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.domain import Sealed
from services.kernel.eventkit.privacy.keys import KEYS, MongoPersonalData
from tests.support.erasure_blocks import pages, records
from tests.support.erasure_marks import LONGEST

PIECE_BYTES = 4 * 1024 * 1024
_ZEROS = bytes(PIECE_BYTES)
_DELETED = re.compile(r"^/.* \(deleted\)$")


@dataclass(frozen=True)
class Held:
    """Some bytes and where they were."""

    where: str
    content: bytes


def documents(client: MongoClient[Any]) -> Iterator[Held]:
    """Every document of every database, with `local` (the oplog), `config` and `admin`, as BSON."""
    raw = client.codec_options.with_options(document_class=RawBSONDocument)
    for database in client.list_database_names():
        for name in client[database].list_collection_names():
            found = client[database].get_collection(name, codec_options=raw).find({})
            yield from (
                Held(f"{database}.{name}", content)
                for content in _joined(document.raw for document in found)
            )


def names(client: MongoClient[Any]) -> Iterator[Held]:
    """Names of databases, collections and indexes, and what the server says of itself."""
    for database in client.list_database_names():
        for collection in client[database].list_collections():
            yield Held("names", f"{database} {collection}".encode())
            if collection["type"] == "collection":
                indexes = client[database][collection["name"]].index_information()
                yield Held("names", str(indexes).encode())
    for command in ("getCmdLineOpts", "currentOp", "getLog"):
        argument = "global" if command == "getLog" else 1
        yield Held(command, str(client.admin.command(command, argument)).encode())


def opened(client: MongoClient[Any], prefix: str, master: bytes) -> Iterator[Held]:
    """Whatever can be opened with the master key and the keys there still are.

    Nothing readable lies in a database at any time; this is what somebody reads who has stolen
    the databases and the master key.
    """
    for name in client.list_database_names():
        if not name.startswith(prefix):
            continue
        database = client[name]
        keys = MongoPersonalData(database, master)
        for collection in database.list_collection_names():
            if collection == KEYS:
                continue
            for document in database[collection].find({}):
                for content in _opened_in(document, keys):
                    yield Held(f"{name}.{collection}", content)


def files(folder: Path, excluded: Iterable[Path]) -> Iterator[Held]:
    """Every byte of every file below a folder, compressed blocks also as what they hold."""
    without = {path.absolute() for path in excluded}
    for path in sorted(folder.absolute().rglob("*")):
        if without & {path, *path.parents} or path.is_symlink() or not path.is_file():
            continue
        where = str(path.relative_to(folder.absolute()))
        yield Held(where, where.encode())
        with contextlib.suppress(FileNotFoundError):
            yield from (Held(where, content) for content in _contents(path))


def processes(pids: Iterable[int]) -> Iterator[Held]:
    """Command lines, environments and files that are deleted but still open."""
    for pid in pids:
        root = Path(f"/proc/{pid}")
        with contextlib.suppress(OSError):
            for name in ("cmdline", "environ"):
                yield Held(f"{name} of {pid}", (root / name).read_bytes())
            for link in (root / "fd").iterdir():
                with contextlib.suppress(OSError):
                    target = os.readlink(link)
                    if _DELETED.match(target) and not target.startswith(("/dev", "/memfd")):
                        yield Held(f"deleted file of {pid}", link.read_bytes())


def with_children(pids: Iterable[int]) -> set[int]:
    """These processes and everything they have started."""
    known = set(pids)
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                stat = (entry / "stat").read_text()
                parents[int(entry.name)] = int(stat[stat.rindex(")") + 2 :].split()[1])
    while more := {pid for pid, parent in parents.items() if parent in known} - known:
        known |= more
    return known


def _contents(path: Path) -> Iterator[bytes]:
    decoded = {".wt": pages}.get(path.suffix, records if path.parent.name == "journal" else None)
    kept, compressed = b"", []
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            if piece == _ZEROS[: len(piece)]:
                # Preallocated: whole pieces can be left out without moving the blocks' borders.
                kept = b""
                continue
            yield kept + piece
            kept = piece[-LONGEST:]
            if decoded is not None:
                compressed.append(piece)
    if decoded is not None:
        yield from _joined(decoded(b"".join(compressed)))


def _joined(contents: Iterable[bytes]) -> Iterator[bytes]:
    """Small pieces together, so that each is not searched on its own."""
    waiting: list[bytes] = []
    size = 0
    for content in contents:
        waiting.append(content)
        size += len(content)
        if size > PIECE_BYTES:
            yield b"\0".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"\0".join(waiting)


def _opened_in(value: Any, keys: MongoPersonalData) -> Iterator[bytes]:
    """Opens every sealed pair and every sealed piece in a document, and what is sealed in those."""
    if isinstance(value, dict):
        owner, piece = value.get("owner"), value.get("piece")
        if isinstance(owner, str) and isinstance(piece, bytes):
            with contextlib.suppress(Unreadable):
                yield keys.open_bytes(owner, piece)
        for inner in value.values():
            yield from _opened_in(inner, keys)
    elif isinstance(value, list):
        if len(value) == 2 and all(isinstance(one, str) for one in value):
            yield from _opened_pair(value[0], value[1], keys)
        else:
            for inner in value:
                yield from _opened_in(inner, keys)


def _opened_pair(owner: str, token: str, keys: MongoPersonalData) -> Iterator[bytes]:
    try:
        sealed = len(base64.urlsafe_b64decode(token)) > 28
    except ValueError:
        return
    if sealed:
        with contextlib.suppress(Unreadable):
            value = keys.open(Sealed(owner, token))
            yield orjson.dumps(value)
            yield from _opened_in(value, keys)
