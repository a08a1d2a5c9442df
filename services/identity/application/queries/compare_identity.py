"""What an inquirer says of themselves, compared with what is registered (ID-68, ID-70)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain import identity_check as check
from services.identity.domain.account.state import Account
from services.identity.domain.individual.profile import Section
from services.identity.domain.kinds import USABLE, AccountKind
from services.identity.domain.organisation.organisation import Organisation
from services.identity.domain.organisation.registered import ALIVE
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound, Sealed


@dataclass(frozen=True)
class CompareIdentity:
    account_id: str | None = None
    organisation_id: str | None = None
    name: str = ""
    birth_on: str = ""
    email: str = ""
    address: str = ""
    telephone: str = ""
    institution_id: str = ""
    person_in_charge: str = ""


class CompareIdentityUseCase:
    """Answers per item `same`, `different` or `not-compared`, and never with what is registered.

    Reads the streams, so that the data are those of this moment. Raises `NotFound` for accounts
    that cannot get a password.
    """

    def __init__(
        self,
        *,
        accounts: Repository[Account],
        organisations: Repository[Organisation],
        personal_data: PersonalData,
    ) -> None:
        self._accounts = accounts
        self._organisations = organisations
        self._personal_data = personal_data

    def __call__(self, query: CompareIdentity, context: Context) -> dict[str, Any]:
        if query.organisation_id:
            account_id, results = self._organisation(query, query.organisation_id)
        else:
            account_id, results = self._person(query, query.account_id or "")
        return {
            "account_id": account_id,
            "results": {item.value: result.value for item, result in results.items()},
            "identified": check.is_identified(results),
        }

    def _person(
        self, query: CompareIdentity, account_id: str
    ) -> tuple[str, dict[check.Item, check.Comparison]]:
        account, _ = self._accounts.load(account_id)
        if account.kind is not AccountKind.INDIVIDUAL or account.standing not in USABLE:
            raise NotFound
        contact = account.individual.sections.get(Section.CONTACT)
        registered = {
            **self._open(contact),
            **self._open(account.person),
            **self._open(account.email),
        }
        told = {item.value: getattr(query, item.value) for item in check.OF_A_PERSON}
        return account_id, check.compare_person(told, _texts(registered), account.standing)

    def _organisation(
        self, query: CompareIdentity, organisation_id: str
    ) -> tuple[str, dict[check.Item, check.Comparison]]:
        organisation, _ = self._organisations.load(organisation_id)
        if organisation.status not in ALIVE:
            raise NotFound
        registered = {
            **self._open(organisation.contact),
            "institution_id": organisation.institution_id,
        }
        told = {item.value: getattr(query, item.value) for item in check.OF_AN_ORGANISATION}
        return organisation.account_id, check.compare_organisation(told, _texts(registered))

    def _open(self, value: Sealed | None) -> dict[str, Any]:
        if value is None:
            return {}
        try:
            return self._personal_data.open(value)
        except Unreadable:
            raise NotFound from None


def _texts(registered: dict[str, Any]) -> dict[str, str]:
    return {key: value for key, value in registered.items() if isinstance(value, str)}
