"""What mails about a career consultation say: read from its stream as they go out."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.ports import Unreadable
from services.messaging.application.consulting import COUNSELLORS, PERSONS_OF_JICA, able
from services.messaging.application.ports import Office
from services.messaging.domain.consultation.consultation import (
    BEFORE_THE_END,
    Consultation,
    ConsultationStatus,
)
from services.messaging.domain.mail.events import Template
from services.messaging.domain.mail.mail import Mail

CONSULTATION_MAILS = frozenset(
    {
        Template.CONSULTATION_ASSIGNED,
        Template.CONSULTATION_SCHEDULED,
        Template.CONSULTATION_REFERRED,
        Template.CONSULTATION_ANSWERED,
        Template.CONSULTATION_CANCELLED,
    }
)


def consultation_values(mail: Mail, template: Template, office: Office) -> dict[str, Any]:
    """The values of the template: for the person, or for somebody who handles the consultation.

    The answer alone stands in a mail, because that is what was asked for (ME-44); nobody's
    question or name does. Raises Refused where there is nothing to tell any more or for who lost the
    permission meanwhile (D-96), and Unreadable.
    """
    consultation, _ = office.consultations.load(mail.references["consultation_id"])
    to_person = mail.account_id == consultation.person_id
    _require(to_person or _may_see(mail, consultation, office), "no-permission-any-more")
    area = "mypage" if to_person else "office"
    values = {
        "to_person": to_person,
        "consultation_url": (
            f"{office.writer.public_url}/{area}/consultations/{consultation.consultation_id}"
        ),
    }
    match template:
        case Template.CONSULTATION_ASSIGNED | Template.CONSULTATION_REFERRED:
            _require(consultation.status in BEFORE_THE_END)
        case Template.CONSULTATION_SCHEDULED:
            _require(consultation.status is ConsultationStatus.SCHEDULED)
            values |= _meeting(consultation, office)
        case Template.CONSULTATION_ANSWERED:
            if consultation.answer is None:
                raise Unreadable(consultation.consultation_id)
            values["answer"] = office.personal_data.open(consultation.answer)["text"]
    return values


def _require(still: bool, otherwise: str = "consultation-at-another-step") -> None:
    # a mail that was long on its way must not tell of what is over
    if not still:
        raise Refused({"code": otherwise, "kind": "not-found"})


def _may_see(mail: Mail, consultation: Consultation, office: Office) -> bool:
    """Whether who handles it could see it in the portal at this moment (ME-46, D-96)."""
    whom = mail.account_id or ""
    roles = COUNSELLORS if whom in consultation.counsellors else frozenset()
    if whom in consultation.asked_at_jica:
        roles |= PERSONS_OF_JICA
    return whom in able(office, [whom], roles)


def _meeting(consultation: Consultation, office: Office) -> dict[str, Any]:
    if consultation.place is None or consultation.meets_at is None:
        raise Unreadable(consultation.consultation_id)
    told = office.personal_data.open(consultation.place)
    return {
        "meets_at": consultation.meets_at.isoformat(),
        "place": told["place"],
        "note": told["note"],
    }
