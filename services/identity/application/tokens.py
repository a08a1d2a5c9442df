"""Tokens that only their bearer knows."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import NamedTuple

from services.identity.application.ports import RandomSource, Secrets
from services.identity.domain.account.opening import LinkNotValid
from services.identity.domain.account.state import Account, Link
from services.identity.domain.kinds import FINAL
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Sealed

TOKEN_BYTES = 32


def new_session_token(random: RandomSource) -> str:
    """256 random bits as text."""
    return base64.urlsafe_b64encode(random.token_bytes(TOKEN_BYTES)).decode().rstrip("=")


def digest(token: str) -> str:
    """What is kept of a session token."""
    return hashlib.sha256(token.encode()).hexdigest()


class Linked(NamedTuple):
    """An account with the link that was mailed and the address it was mailed to."""

    account: Account
    link: Link
    email: Sealed


def account_of_link(token: str, accounts: Repository[Account], secrets: Secrets) -> Linked:
    """What a mailed link belongs to, whatever its state. Raises `LinkNotValid`, also for
    accounts that are gone: of those nothing can be read or written."""
    account_id, _, _ = token.partition(".")
    account, _ = accounts.load(account_id)
    if account.link is None or account.email is None or account.standing in FINAL:
        raise LinkNotValid
    expected = secrets.link_token(account_id, account.link.issue_id)
    if not hmac.compare_digest(expected.encode(), token.encode()):
        raise LinkNotValid
    return Linked(account, account.link, account.email)
