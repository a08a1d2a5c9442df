"""To whom a mail goes and what identity has to say in it; only the internal system asks (ME-31).

Secrets are derived here, at the moment of sending, and stored nowhere (D-15).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.instants import text_of
from services.identity.application.organisation_mail import OrganisationMail
from services.identity.application.ports import Secrets
from services.identity.application.registration_mail import registration_values
from services.identity.domain.account.state import Account
from services.identity.domain.kinds import CLOSED, Standing
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound, Sealed

ACCOUNT_OPENING = "account-opening"
TEMPORARY_PASSWORD = "temporary-password"


@dataclass(frozen=True)
class GetMailDetails:
    purpose: str
    account_id: str | None = None
    organisation_id: str | None = None


class GetMailDetailsUseCase:
    """Answers with address, name, language and the values of the purpose.

    An opening of an address that is in use has no link but the value `already_open`: only
    identity knows, and only the owner of the address is told (ID-02).

    Reads the streams, not the projections, because a mail may be sent the moment its event is
    stored. Raises `NotFound` for recipients that are gone, have no address, or for whom the
    purpose has lapsed; the mail is then suppressed (ME-32).
    """

    def __init__(
        self,
        *,
        accounts: Repository[Account],
        organisations: Repository[Organisation],
        personal_data: PersonalData,
        secrets: Secrets,
        public_url: str,
        rules: Rules,
    ) -> None:
        self._accounts = accounts
        self._organisations = organisations
        self._personal_data = personal_data
        self._secrets = secrets
        self._public_url = public_url
        self._rules = rules

    def __call__(self, query: GetMailDetails, context: Context) -> dict[str, Any]:
        if query.organisation_id is not None:
            return self._of_organisation(query.organisation_id, query.purpose, context)
        account, _ = self._accounts.load(query.account_id or "")
        if account.standing in (Standing.NONE, *CLOSED) or account.email is None:
            raise NotFound
        person = {} if account.person is None else self._open(account.person)
        return {
            "address": self._open(account.email)["email"],
            "name": person.get("name", ""),
            "language": account.language,
            "values": self._values(account, query.purpose, context),
        }

    def _values(self, account: Account, purpose: str, context: Context) -> dict[str, Any]:
        values: dict[str, Any] = {"login_url": f"{self._public_url}/login"}
        if purpose == ACCOUNT_OPENING and account.standing is not Standing.EMAIL_PENDING:
            values["already_open"] = True
            values["counter_application"] = account.job_seeker.counter is not None
        elif purpose == ACCOUNT_OPENING and account.link is not None:
            values |= self._link(account.account_id, account.link.issue_id)
            values["valid_until"] = text_of(account.link.until)
        if purpose == TEMPORARY_PASSWORD:
            temporary = account.temporary
            if temporary is None or context.at > temporary.until:
                raise NotFound
            values["temporary_password"] = self._secrets.temporary_password(temporary.issue_id)
            values["valid_until"] = text_of(temporary.until)
        return values | registration_values(
            account, purpose, context.at, self._rules, self._personal_data
        )

    def _of_organisation(
        self, organisation_id: str, purpose: str, context: Context
    ) -> dict[str, Any]:
        organisation, _ = self._organisations.load(organisation_id)
        if organisation.contact is None or organisation.details is None:
            raise NotFound
        mail = OrganisationMail(
            organisation,
            organisation.details,
            organisation.contact,
            self._personal_data,
            self._secrets,
            self._public_url,
            self._rules,
            context.at,
        )
        return mail.answer(purpose)

    def _link(self, account_id: str, issue_id: str) -> dict[str, Any]:
        token = self._secrets.link_token(account_id, issue_id)
        return {"token": token, "link": f"{self._public_url}/account/opening/{token}"}

    def _open(self, value: Sealed) -> dict[str, Any]:
        try:
            return self._personal_data.open(value)
        except Unreadable:
            raise NotFound from None
