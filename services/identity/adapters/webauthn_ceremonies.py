"""The ceremonies of WebAuthn by py_webauthn: no attestation is asked for, the user is verified."""

from __future__ import annotations

from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    encode_cbor,
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from services.identity.application.webauthn import (
    KnownCredential,
    NewCredential,
    ShownCredential,
)
from services.identity.domain.credentials.passkeys import (
    PasskeyNotAccepted,
    PasskeyRefused,
    PasskeysNotOffered,
)
from services.kernel.contracts.relying_party import RelyingParty

WAIT_MILLISECONDS = 300_000
"""As long as the challenge is accepted: a telephone may have to be fetched first."""
MOST_ID_BYTES = 1023
"""WebAuthn, section 4: longer credential ids are refused."""


class WebAuthnCeremonies:
    """See `Ceremonies`."""

    def __init__(self, party: RelyingParty, name: str) -> None:
        self._party = party
        self._name = name

    @property
    def offered(self) -> bool:
        return self._party.offers_passkeys

    def creation_options(
        self, challenge: bytes, handle: bytes, name: str, known: list[KnownCredential]
    ) -> dict[str, Any]:
        self._require_offered()
        options = generate_registration_options(
            rp_id=self._party.host,
            rp_name=self._name,
            user_id=handle,
            user_name=name,
            challenge=challenge,
            timeout=WAIT_MILLISECONDS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(
                    id=one.credential_id,
                    transports=[AuthenticatorTransport(way) for way in one.transports] or None,
                )
                for one in known
            ],
        )
        return dict(options_to_json_dict(options))

    def request_options(self, challenge: bytes) -> dict[str, Any]:
        self._require_offered()
        options = generate_authentication_options(
            rp_id=self._party.host,
            challenge=challenge,
            timeout=WAIT_MILLISECONDS,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return dict(options_to_json_dict(options))

    def created(self, credential: str, challenge: bytes) -> NewCredential:
        # What arrives is whatever somebody sends: the library has no one error for all of it.
        try:
            brought = parse_registration_credential_json(credential)
            made = verify_registration_response(
                credential=brought,
                expected_challenge=challenge,
                expected_rp_id=self._party.host,
                expected_origin=self._party.origin,
                require_user_verification=True,
            )
        except Exception as fault:
            raise PasskeyNotAccepted from fault
        if not 16 <= len(made.credential_id) <= MOST_ID_BYTES:
            raise PasskeyNotAccepted
        ways = [way.value for way in brought.response.transports or []]
        return NewCredential(made.credential_id, made.credential_public_key, made.sign_count, ways)

    def shown(self, credential: str) -> ShownCredential:
        try:
            brought = parse_authentication_credential_json(credential)
        except Exception as fault:
            raise PasskeyRefused from fault
        return ShownCredential(brought.raw_id, brought.response.user_handle or b"")

    def signed(self, credential: str, challenge: bytes, public_key: bytes | None) -> int:
        try:
            # The count is a rule of the domain, which records what it refuses.
            verified = verify_authentication_response(
                credential=credential,
                expected_challenge=challenge,
                expected_rp_id=self._party.host,
                expected_origin=self._party.origin,
                credential_public_key=public_key or _key_of_nobody(),
                credential_current_sign_count=0,
                require_user_verification=True,
            )
        except Exception as fault:
            raise PasskeyRefused from fault
        if public_key is None:
            raise PasskeyRefused
        return int(verified.new_sign_count)

    def _require_offered(self) -> None:
        if not self.offered:
            raise PasskeysNotOffered


@cache
def _key_of_nobody() -> bytes:
    """A public key (COSE, ES256) whose private key is forgotten as soon as it is made."""
    numbers = ec.generate_private_key(ec.SECP256R1()).public_key().public_numbers()
    x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
    return bytes(encode_cbor({1: 2, 3: -7, -1: 1, -2: x, -3: y}))
