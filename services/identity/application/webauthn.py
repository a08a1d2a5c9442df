"""What the identity service needs of WebAuthn."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol


class KnownCredential(NamedTuple):
    """A credential that is registered: the authenticator must not make a second one."""

    credential_id: bytes
    transports: list[str]


class NewCredential(NamedTuple):
    """A credential an authenticator has made for this portal, with the user verified."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: list[str]


class ShownCredential(NamedTuple):
    """What somebody says to log in with, before anything about it is proven."""

    credential_id: bytes
    user_handle: bytes


class Ceremonies(Protocol):
    """The two ceremonies of WebAuthn; what the browser brings is JSON text."""

    @property
    def offered(self) -> bool:
        """Whether browsers have passkeys for this portal."""

    def creation_options(
        self, challenge: bytes, handle: bytes, name: str, known: list[KnownCredential]
    ) -> dict[str, Any]:
        """What `navigator.credentials.create` is called with, as JSON values.

        The credential is discoverable and verifies its user. Raises `PasskeysNotOffered`.
        """

    def request_options(self, challenge: bytes) -> dict[str, Any]:
        """What `navigator.credentials.get` is called with: it names no credential, so it is the
        same for everybody but for the challenge. Raises `PasskeysNotOffered`.
        """

    def created(self, credential: str, challenge: bytes) -> NewCredential:
        """Checks what the browser has made. Raises `PasskeyNotAccepted`."""

    def shown(self, credential: str) -> ShownCredential:
        """What the browser shows, unproven. Raises `PasskeyRefused`."""

    def signed(self, credential: str, challenge: bytes, public_key: bytes | None) -> int:
        """The sign count of an answer signed with the key of this credential.

        Without a key, of a credential of nobody, it costs the same work. Raises `PasskeyRefused`.
        """
