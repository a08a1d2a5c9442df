"""A small authenticator in software: makes passkeys and signs with them (WebAuthn, section 6)."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import encode_cbor

ORIGIN = "https://portal.example"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40

Private = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey


@dataclass
class Held:
    """A passkey on the authenticator."""

    credential_id: bytes
    handle: bytes
    rp_id: str
    private: Private
    count: int


@dataclass
class Authenticator:
    """Makes what a browser would hand over, right unless told otherwise.

    `steps` is by how much the counter goes on at each use: 0 for one that does not count.
    """

    origin: str = ORIGIN
    steps: int = 1
    algorithm: int = -7
    flags: int = PRESENT | VERIFIED
    held: list[Held] = field(default_factory=list)

    def create(self, options: Mapping[str, Any], **other: Any) -> str:
        """What `navigator.credentials.create` leads to, as JSON."""
        private, public = _key_pair(self.algorithm)
        passkey = Held(
            other.get("credential_id") or secrets.token_bytes(32),
            bits(options["user"]["id"]),
            other.get("rp_id") or options["rp"]["id"],
            private,
            self.steps,
        )
        self.held.append(passkey)
        attested = b"".join(
            (
                b"\0" * 16,
                len(passkey.credential_id).to_bytes(2, "big"),
                passkey.credential_id,
                encode_cbor(public),
            )
        )
        data = self._data(passkey, other.get("flags", self.flags) | ATTESTED) + attested
        attestation = {"fmt": "none", "attStmt": {}, "authData": data}
        response = {
            "clientDataJSON": text(self._client_data("webauthn.create", options, other)),
            "attestationObject": text(encode_cbor(attestation)),
            "transports": ["internal", "hybrid"],
        }
        return _brought(passkey, response)

    def get(self, options: Mapping[str, Any], which: int = -1, **other: Any) -> str:
        """What `navigator.credentials.get` leads to, as JSON."""
        passkey = self.held[which]
        passkey.count = int(other.get("count", passkey.count + self.steps))
        data = self._data(passkey, other.get("flags", self.flags), other.get("rp_id"))
        client_data = self._client_data("webauthn.get", options, other)
        signed = data + hashlib.sha256(client_data).digest()
        response = {
            "clientDataJSON": text(client_data),
            "authenticatorData": text(data),
            "signature": text(_signature(other.get("private") or passkey.private, signed)),
            "userHandle": text(other.get("handle", passkey.handle)),
        }
        return _brought(passkey, response)

    def _client_data(
        self, kind: str, options: Mapping[str, Any], other: Mapping[str, Any]
    ) -> bytes:
        said = {
            "type": other.get("type", kind),
            "challenge": other.get("challenge", options["challenge"]),
            "origin": other.get("origin", self.origin),
            "crossOrigin": False,
        }
        return json.dumps(said).encode()

    def _data(self, passkey: Held, flags: int, rp_id: str | None = None) -> bytes:
        party = hashlib.sha256((rp_id or passkey.rp_id).encode()).digest()
        return party + bytes([flags]) + passkey.count.to_bytes(4, "big")


def text(raw: bytes) -> str:
    """Bytes as WebAuthn writes them in JSON."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def bits(written: str) -> bytes:
    """And back."""
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))


def _brought(passkey: Held, response: dict[str, Any]) -> str:
    named = text(passkey.credential_id)
    return json.dumps(
        {
            "id": named,
            "rawId": named,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }
    )


def _key_pair(algorithm: int) -> tuple[Private, dict[int, Any]]:
    """A private key and its public one as COSE."""
    if algorithm == -8:
        edwards = ed25519.Ed25519PrivateKey.generate()
        return edwards, {1: 1, 3: -8, -1: 6, -2: edwards.public_key().public_bytes_raw()}
    if algorithm == -257:
        old = rsa.generate_private_key(65537, 2048)
        n = old.public_key().public_numbers().n
        return old, {1: 3, 3: -257, -1: n.to_bytes(256, "big"), -2: b"\1\0\1"}
    curve = ec.generate_private_key(ec.SECP256R1())
    at = curve.public_key().public_numbers()
    x, y = (number.to_bytes(32, "big") for number in (at.x, at.y))
    return curve, {1: 2, 3: -7, -1: 1, -2: x, -3: y}


def _signature(private: Private, signed: bytes) -> bytes:
    if isinstance(private, ec.EllipticCurvePrivateKey):
        return private.sign(signed, ec.ECDSA(SHA256()))
    if isinstance(private, rsa.RSAPrivateKey):
        return private.sign(signed, padding.PKCS1v15(), SHA256())
    return private.sign(signed)
