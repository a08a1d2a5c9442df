"""What a mail to an organisation says; secrets are derived at the moment of sending (D-15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.identity.application.ports import Secrets
from services.identity.domain.organisation.details import OrganisationDetails
from services.identity.domain.organisation.organisation import Organisation, OrganisationStatus
from services.identity.domain.organisation.validity import confirmation_on, extension_opens_on
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.domain import NotFound, Sealed
from services.kernel.eventkit.domain.tokyo import tokyo_date


@dataclass(frozen=True)
class OrganisationMail:
    """The details of a mail to one organisation.

    Raises `NotFound` where nobody can be written to, and where what the mail is about has been
    settled meanwhile: a reminder that was long on its way must not remind of what is done (ME-32).
    """

    organisation: Organisation
    details: OrganisationDetails
    contact: Sealed
    personal_data: PersonalData
    secrets: Secrets
    public_url: str
    rules: Rules
    now: datetime

    def answer(self, purpose: str) -> dict[str, Any]:
        """Address, name, language and the values of the purpose."""
        contact = self._open(self.contact)
        english = self.organisation.language == "en"
        return {
            "address": contact["email"],
            "name": contact["person_in_charge"],
            "language": self.organisation.language,
            "values": {
                "login_url": f"{self.public_url}/login",
                "organisation_name": self.details.name_en if english else self.details.name,
                "institution_id": self.organisation.institution_id,
                **self._values(purpose),
            },
        }

    def _values(self, purpose: str) -> dict[str, Any]:
        match purpose:
            case "organisation-registered":
                self._require(self._is(OrganisationStatus.REGISTERED) and self.details.has_mypage)
                token = self.secrets.link_token(
                    self.organisation.account_id, str(self.organisation.link_issue_id)
                )
                link = f"{self.public_url}/account/opening/{token}"
                return {"token": token, "link": link, **self._code()}
            case "organisation-rejected":
                self._require(self.organisation.reason is not None)
                reason = self.organisation.reason
                return {} if reason is None else {"reason": self._open(reason)["reason"]}
            case "organisation-code":
                self._require(self._is(OrganisationStatus.REGISTERED))
                return self._code()
            case "organisation-extension":
                return {"valid_until": self._ending()}
            case "organisation-expired":
                self._require(self._is(OrganisationStatus.EXPIRED))
                return {"valid_until": str(self.organisation.valid_until)}
            case "organisation-confirmation":
                answered_on = self.organisation.answered_on
                self._require(self._is(OrganisationStatus.REGISTERED) and answered_on is not None)
                due = answered_on and confirmation_on(answered_on, self.rules)
                self._require(due is not None and due <= tokyo_date(self.now))
                return {"profile_url": f"{self.public_url}/organisation/profile"}
        return {}

    def _ending(self) -> str:
        valid_until = self.organisation.valid_until
        self._require(self._is(OrganisationStatus.REGISTERED))
        if valid_until is None:
            raise NotFound
        self._require(extension_opens_on(valid_until, self.rules) <= tokyo_date(self.now))
        return valid_until.isoformat()

    def _code(self) -> dict[str, Any]:
        code = self.secrets.organisation_code(str(self.organisation.code_issue_id))
        return {"organisation_code": code}

    def _is(self, status: OrganisationStatus) -> bool:
        return self.organisation.status is status

    def _require(self, still_right: bool) -> None:
        if not still_right:
            raise NotFound

    def _open(self, value: Sealed) -> dict[str, Any]:
        try:
            return self.personal_data.open(value)
        except Unreadable:
            raise NotFound from None
