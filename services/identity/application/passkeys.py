"""Passkeys as they are kept, and the proof that somebody has one."""

from __future__ import annotations

import base64
import hmac
from typing import Any, NamedTuple

from services.identity.application.passkey_challenges import Challenge, Challenges
from services.identity.application.ports import RandomSource, Secrets
from services.identity.application.webauthn import Ceremonies, KnownCredential, NewCredential
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.passkey_owner import PasskeyOwner
from services.identity.domain.credentials.passkeys import (
    PasskeyChallengeOver,
    PasskeyRefused,
    Shown,
)
from services.identity.domain.credentials.state import Passkey
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Sealed

HANDLE_BYTES = 32
LOGIN = "login"
INTERNAL_LOGIN = "internal-login"


class Proven(NamedTuple):
    """Whose passkey was shown, and how."""

    account_id: str
    shown: Shown


class Prepared(NamedTuple):
    """A challenge that was answered, and the user handle it was sent with."""

    challenge: Challenge
    handle: str


class Passkeys:
    """Everything of a passkey is sealed under the key of its owner but a keyed digest of its id."""

    def __init__(
        self,
        personal_data: PersonalData,
        secrets: Secrets,
        random: RandomSource,
        challenges: Challenges,
        ceremonies: Ceremonies,
    ) -> None:
        self._personal_data = personal_data
        self._secrets = secrets
        self._random = random
        self._challenges = challenges
        self._ceremonies = ceremonies

    def prepare(self, account: Account, context: Context) -> dict[str, Any]:
        """The options to make a passkey with, and the ticket; raises `PasskeysNotOffered`.

        The user handle is random, the same for all passkeys of the account: authenticators keep
        one passkey for each, and say it at every login.
        """
        kept = [self._content(passkey) for passkey in account.credentials.passkeys]
        handle = kept[0]["handle"] if kept else _text(self._random.token_bytes(HANDLE_BYTES))
        purpose = f"{_registration(account)}:{handle}"
        challenge, ticket = self._challenges.begin(purpose, context.at)
        known = [KnownCredential(_bits(one["id"]), one["transports"]) for one in kept]
        email = self._personal_data.open(account.email) if account.email else {}
        name = str(email.get("email") or account.kind.value)
        options = self._ceremonies.creation_options(challenge.bits, _bits(handle), name, known)
        return {"options": options, "ticket": ticket}

    def prepared(self, account: Account, ticket: str, context: Context) -> Prepared:
        """What a ticket was made for in this session. Raises `PasskeyChallengeOver`."""
        purpose = self._challenges.purpose(ticket)
        begun_by, _, handle = purpose.rpartition(":")
        if begun_by != _registration(account):
            raise PasskeyChallengeOver
        challenge = self._challenges.answer(ticket, purpose, context.command_id, context.at)
        return Prepared(challenge, handle)

    def created(self, prepared: Prepared, credential: str) -> NewCredential:
        """What the browser has made. Raises `PasskeyNotAccepted`."""
        return self._ceremonies.created(credential, prepared.challenge.bits)

    def seal(self, account_id: str, made: NewCredential, handle: str, name: str) -> Sealed:
        """A passkey as it is kept."""
        content = {
            "id": _text(made.credential_id),
            "public_key": _text(made.public_key),
            "handle": handle,
            "transports": made.transports,
            "name": name,
        }
        return self._personal_data.seal(account_id, content)

    def key_of(self, credential_id: bytes) -> str:
        """What a credential's stream is named by."""
        return self._secrets.proof("passkey", _text(credential_id))

    def begin(self, context: Context, *, internal: bool) -> dict[str, Any]:
        """The options to log in with, the same for everybody, and the ticket."""
        challenge, ticket = self._challenges.begin(_login(internal=internal), context.at)
        return {"options": self._ceremonies.request_options(challenge.bits), "ticket": ticket}

    def proven(
        self,
        ticket: str,
        credential: str,
        owners: Repository[PasskeyOwner],
        accounts: Repository[Account],
        context: Context,
        *,
        internal: bool,
    ) -> Proven:
        """Whose passkey answered the challenge of this ticket.

        Raises `PasskeyChallengeOver`, and `PasskeyRefused` for everything else that proves
        nothing: a credential of nobody, of an account that is gone, another key or origin.
        """
        purpose = _login(internal=internal)
        challenge = self._challenges.answer(ticket, purpose, context.command_id, context.at)
        said = self._ceremonies.shown(credential)
        account_id = owners.load(self.key_of(said.credential_id))[0].account_id
        passkey = self._passkey(account_id, said.credential_id, accounts)
        kept = self._readable(passkey)
        public_key = _bits(kept["public_key"]) if kept else None
        count = self._ceremonies.signed(credential, challenge.bits, public_key)
        if account_id is None or passkey is None or kept is None:
            raise PasskeyRefused
        if not hmac.compare_digest(_bits(kept["handle"]), said.user_handle):
            raise PasskeyRefused
        return Proven(account_id, Shown(passkey.passkey_id, count, challenge.key))

    def name_of(self, credential: Sealed) -> str:
        """What the owner calls it."""
        return str(self._personal_data.open(credential)["name"])

    def _passkey(
        self, account_id: str | None, credential_id: bytes, accounts: Repository[Account]
    ) -> Passkey | None:
        if account_id is None:
            return None
        key = self.key_of(credential_id)
        held = accounts.load(account_id)[0].credentials.passkeys
        return next((one for one in held if one.credential_key == key), None)

    def _readable(self, passkey: Passkey | None) -> dict[str, Any] | None:
        """Its content; None also where the key of an account that is gone was destroyed."""
        try:
            return self._content(passkey) if passkey else None
        except Unreadable:
            return None

    def _content(self, passkey: Passkey) -> dict[str, Any]:
        return dict(self._personal_data.open(passkey.credential))


def _registration(account: Account) -> str:
    """A challenge to register with is for this account in this session."""
    session = account.session
    return f"{account.account_id}:{session.session_id if session else ''}"


def _login(*, internal: bool) -> str:
    return INTERNAL_LOGIN if internal else LOGIN


def _text(bits: bytes) -> str:
    return base64.urlsafe_b64encode(bits).decode().rstrip("=")


def _bits(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
