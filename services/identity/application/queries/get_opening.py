"""What the page behind a mailed link needs to know (ID-26, ID-29)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.instants import text_of
from services.identity.application.ports import Secrets
from services.identity.application.tokens import account_of_link
from services.identity.domain.account.opening import Agreement, LinkNotValid, refuse_dead_link
from services.identity.domain.account.state import Account
from services.identity.domain.kinds import OpeningPath
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class GetOpening:
    token: str


def get_opening(
    query: GetOpening,
    context: Context,
    *,
    accounts: Repository[Account],
    personal_data: PersonalData,
    secrets: Secrets,
    agreement: Agreement,
) -> dict[str, Any]:
    """The login ID the link is for and the texts to agree to; also for invited organisations.

    Raises `LinkNotValid`.
    """
    account, link, sealed_email = account_of_link(query.token, accounts, secrets)
    refuse_dead_link(account, context.at)
    try:
        email = personal_data.open(sealed_email)["email"]
    except Unreadable:
        raise LinkNotValid from None
    at_counter = account.job_seeker.counter is not None
    path = OpeningPath.JOB_SEEKER_COUNTER if at_counter else account.path
    return {
        "kind": account.kind.value,
        "path": path.value,
        "login_id": email,
        "valid_until": text_of(link.until),
        "terms_version": agreement.terms,
        "privacy_version": agreement.privacy,
    }
