"""Answering an individual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, NotFound
from services.messaging.application.callers import organisation_of
from services.messaging.application.ports import Office
from services.messaging.domain.organisation_mail.events import OrganisationMailAnswered
from services.messaging.domain.organisation_mail.thread import Thread, answer


@dataclass(frozen=True)
class AnswerOrganisationMail:
    mail_id: str
    subject: str
    body: str
    reply_address: str | None = None
    expected_version: int | None = None


def answer_organisation_mail(
    command: AnswerOrganisationMail, context: Context, *, office: Office
) -> dict[str, Any]:
    """Answers a mail to the caller's organisation (ME-04).

    The answer displays the address to write to (ME-05): the given one, or the registered one of
    the organisation. Raises NotFound, CorrespondentHasLeft, MailHasBeenErased,
    TooManyAnswers, StaleForm, InvalidInput when there is no address.
    """
    organisation_id = organisation_of(context)
    before, _ = office.threads.load(command.mail_id)
    _check_own(before, organisation_id)
    answer_id = context.id_for("answer")
    reply_address = command.reply_address or _registered_address(office, organisation_id)
    content = office.personal_data.seal(
        answer_id,
        {"subject": command.subject, "text": command.body, "reply_address": reply_address},
    )

    def decide(thread: Thread) -> list[OrganisationMailAnswered]:
        return answer(thread, answer_id, content, context.at)

    done = office.threads.change(
        command.mail_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, mail_id=command.mail_id, answer_id=answer_id)


def _check_own(thread: Thread, organisation_id: str) -> None:
    if not thread.mail_id or thread.organisation_id != organisation_id:
        raise NotFound


def _registered_address(office: Office, organisation_id: str) -> str:
    question = {"organisation_id": organisation_id, "purpose": "reply-address"}
    try:
        return str(office.neighbours.ask("identity", "get_mail_details", question)["address"])
    except Refused:
        problem = FieldProblem("required")
        raise InvalidInput(fields={"reply_address": (problem,)}) from None
