"""Encryption per owner: data keys in MongoDB, wrapped by a master key that is not.

AES-256-GCM (NIST SP 800-38D) throughout. A data key is wrapped under the master key with the
owner as associated data; what it seals carries the owner as associated data as well, so a token
moved to another owner does not open. Erasure overwrites the wrapped key and leaves a mark, so that
nothing can be sealed for an erased owner again.
"""

from __future__ import annotations

import base64
import contextlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError
from pymongo.write_concern import WriteConcern

from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.domain import Sealed

NONCE_BYTES = 12
KEY_BYTES = 32
KEYS = "person_keys"


CHECK = "portal/master-key-check"


class WrongMasterKey(Exception):
    """An owner's key was not wrapped under this master key, or not for this owner.

    Not to be taken for an erasure: with the right key everything is there.
    """


def master_key(path: str) -> bytes:
    """The master key from its file: 32 bytes in base64. Raises `ValueError` on anything else."""
    key = base64.b64decode(Path(path).read_text().strip(), validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError("the master key must have 32 bytes")
    return key


class MongoPersonalData:
    """See `PersonalData`. Keys are read at each use, so an erasure holds at once everywhere."""

    def __init__(
        self,
        database: Database[Any],
        master: bytes,
        random_bytes: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._keys = database.get_collection(KEYS, write_concern=WriteConcern(w="majority", j=True))
        self._master = AESGCM(master)
        self._random = random_bytes

    def prepare(self) -> None:
        """Makes sure that this is the master key the database was begun with.

        Raises `WrongMasterKey` before anything could be sealed under a second one.
        """
        self._key(CHECK, make=True)

    def seal(self, owner: str, value: Mapping[str, Any]) -> Sealed:
        sealed = self.seal_bytes(owner, orjson.dumps(dict(value)))
        return Sealed(owner, base64.urlsafe_b64encode(sealed).decode())

    def open(self, sealed: Sealed) -> dict[str, Any]:
        value: dict[str, Any] = orjson.loads(
            self.open_bytes(sealed.owner, base64.urlsafe_b64decode(sealed.token))
        )
        return value

    def open_many(self, sealed: Sequence[Sealed]) -> list[dict[str, Any] | None]:
        owners = list({one.owner for one in sealed})
        wrapped = {d["_id"]: d.get("k") for d in self._keys.find({"_id": {"$in": owners}})}
        opened: list[dict[str, Any] | None] = []
        for one in sealed:
            key = wrapped.get(one.owner)
            if key is None:
                opened.append(None)
                continue
            token = base64.urlsafe_b64decode(one.token)
            opened.append(orjson.loads(_decrypt(self._unwrap(one.owner, key), one.owner, token)))
        return opened

    def seal_bytes(self, owner: str, value: bytes) -> bytes:
        nonce = self._random(NONCE_BYTES)
        return nonce + self._key(owner, make=True).encrypt(nonce, value, owner.encode())

    def open_bytes(self, owner: str, value: bytes) -> bytes:
        return _decrypt(self._key(owner, make=False), owner, value)

    def destroy(self, owner: str) -> None:
        self._keys.replace_one({"_id": owner}, {"_id": owner, "erased": True}, upsert=True)

    def _key(self, owner: str, *, make: bool) -> AESGCM:
        found = self._keys.find_one({"_id": owner})
        if found is None:
            if not make:
                raise Unreadable(owner)
            found = self._make(owner)
        if found.get("k") is None:
            raise Unreadable(owner)
        return self._unwrap(owner, found["k"])

    def _make(self, owner: str) -> dict[str, Any]:
        nonce = self._random(NONCE_BYTES)
        wrapped = nonce + self._master.encrypt(nonce, self._random(KEY_BYTES), owner.encode())
        with contextlib.suppress(DuplicateKeyError):
            self._keys.insert_one({"_id": owner, "k": wrapped})
        made: dict[str, Any] | None = self._keys.find_one({"_id": owner})
        if made is None:
            raise Unreadable(owner)
        return made

    def _unwrap(self, owner: str, wrapped: bytes) -> AESGCM:
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return AESGCM(self._master.decrypt(nonce, sealed, owner.encode()))
        except InvalidTag:
            raise WrongMasterKey(owner) from None


def _decrypt(key: AESGCM, owner: str, value: bytes) -> bytes:
    try:
        return key.decrypt(value[:NONCE_BYTES], value[NONCE_BYTES:], owner.encode())
    except InvalidTag:
        raise Unreadable(owner) from None
