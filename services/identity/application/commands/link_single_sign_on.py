"""Linking an identity of the provider to the own account (ID-45)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.application.single_sign_on import Journeys, Returned
from services.identity.domain.account.state import Account
from services.identity.domain.credentials import single_sign_on as rule
from services.identity.domain.credentials.subject import Subject, claim
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class LinkSingleSignOn:
    ticket: str
    state: str
    code: str
    issuer: str = ""


def link_single_sign_on(
    command: LinkSingleSignOn,
    context: Context,
    *,
    accounts: Repository[Account],
    subjects: Repository[Subject],
    journeys: Journeys,
    views: Views,
) -> dict[str, Any]:
    """Links whom the provider vouches for; the identity is claimed first, for one account only.

    Raises `SingleSignOnFailed`, also for a ticket of another account, `LinkedElsewhere`,
    `OtherIdentityLinked`, `NoJobSeeker`, `NotFound`, `SingleSignOnNotOffered`, `ProviderAway`.
    """
    account_id = own_account_id(context)
    returned = Returned(command.ticket, command.state, command.code, command.issuer)
    subject_key = journeys.end(returned, account_id, context.at)
    rule.link(accounts.load(account_id)[0], subject_key, context.at)
    subjects.change(
        subject_key, context, lambda state: claim(state, subject_key, account_id, context.at)
    )
    done = accounts.change(
        account_id, context, lambda account: rule.link(account, subject_key, context.at)
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
