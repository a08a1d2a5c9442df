"""After the approval of an organisation: its person in charge gets an account (ID-72)."""

from __future__ import annotations

from typing import Any

from services.identity.domain.account.events import AccountInvited
from services.identity.domain.account.internal_user import invite
from services.identity.domain.account.state import Account
from services.identity.domain.kinds import AccountKind
from services.identity.domain.login_id import LoginId, claim
from services.identity.domain.organisation.events import OrganisationRegistered
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository


def on_organisation_registered(
    *,
    login_ids: Repository[LoginId],
    accounts: Repository[Account],
    personal_data: PersonalData,
    rules: Rules,
) -> Reaction:
    """Enters the login ID and invites the person in charge, unless there is no login (ID-86).

    Raises `LoginIdInUse`, and so is parked, in the one case the approval could not see: two
    organisations with the same address approved in the same moment. Nobody is invited for one
    that is gone by now, of whose person in charge nothing can be read any more.
    """

    def handle(recorded: Recorded[Any], trigger: Trigger) -> None:
        event: OrganisationRegistered = recorded.event
        if not event.details.has_mypage:
            return
        try:
            contact = personal_data.open(event.contact)
        except Unreadable:
            return
        login_ids.change(
            event.login_key,
            trigger.context("claim_login_id"),
            lambda state: claim(
                state, event.login_key, AccountKind.ORGANISATION, event.account_id, event.at
            ),
        )
        invited = AccountInvited(
            account_id=event.account_id,
            kind=AccountKind.ORGANISATION,
            login_key=event.login_key,
            organisation_id=event.organisation_id,
            email=personal_data.seal(event.account_id, {"email": contact["email"]}),
            person=personal_data.seal(event.account_id, {"name": contact["person_in_charge"]}),
            language=event.language,
            issue_id=event.link_issue_id,
            link_until=event.at + rules.activation_link_valid,
            at=event.at,
        )
        accounts.change(
            event.account_id,
            trigger.context("invite_account"),
            lambda account: invite(account, invited),
        )

    return Reaction("on_organisation_registered", "identity", (OrganisationRegistered,), handle)
