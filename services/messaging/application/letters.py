"""From a queued mail to its text: details of the recipient and of what it is about."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.ports import Unreadable
from services.messaging.application.consultation_letters import (
    CONSULTATION_MAILS,
    consultation_values,
)
from services.messaging.application.ports import Letter, LetterWriter, Office, OutgoingMail
from services.messaging.domain.mail.events import Template
from services.messaging.domain.mail.mail import Mail, message_id_of
from services.messaging.projections.surroundings import LISTINGS, ORGANISATIONS


def compose(mail: Mail, office: Office) -> OutgoingMail:
    """The mail as it goes out.

    Raises Refused when identity knows nobody to send it to (any more), NeighbourAway, and
    Unreadable when what it is about has been erased.
    """
    if mail.template is None or mail.queued_at is None:
        raise ValueError("only a queued mail can be composed")
    whom = (
        {"account_id": mail.account_id}
        if mail.account_id is not None
        else {"organisation_id": mail.organisation_id}
    )
    question = {**whom, "purpose": mail.template.value}
    details = office.neighbours.ask("identity", "get_mail_details", question)
    told = details.get("values") or {}
    language = "en" if details.get("language") == "en" else "ja"
    template = mail.template
    if template is Template.ACCOUNT_OPENING and told.get("already_open"):
        # identity alone knows, and no event tells (ID-02)
        template = Template.ADDRESS_IN_USE
    values: dict[str, Any] = {
        "login_url": office.writer.public_url,
        **mail.references,
        **surroundings(office, mail.references, language),
        **_matter(mail, template, language, office),
        **told,
        "name": details.get("name") or "",
    }
    if language == "en" and told.get("organisation_name_en"):
        values["organisation_name"] = told["organisation_name_en"]
    return OutgoingMail(
        message_id=message_id_of(mail.mail_id, office.mail_domain),
        address=details["address"],
        name=values["name"],
        letter=office.writer.write(template.value, language, values),
        language=language,
        written_at=mail.queued_at,
        reply_to=values.get("reply_address"),
    )


def surroundings(office: Office, references: dict[str, str], language: str) -> dict[str, str]:
    """Names of the organisation and the listing that a message is about, where known."""
    found: dict[str, str] = {}
    organisation = office.views.get(ORGANISATIONS, references.get("organisation_id", ""))
    if organisation is not None:
        found["organisation_name"] = organisation["name_en" if language == "en" else "name"]
    listing = office.views.get(LISTINGS, references.get("listing_id", ""))
    if listing is not None:
        found["title"] = listing["title"]
        found["data_number"] = listing["data_number"]
        found.setdefault("organisation_name", listing["organisation_name"] or "")
    return found


def notice_letter(
    writer: LetterWriter, office: Office, document: dict[str, Any], language: str
) -> Letter:
    """The text of a notice in a mailbox, in the reader's language."""
    references = document["references"]
    values = {
        "login_url": writer.public_url,
        **references,
        **surroundings(office, references, language),
        "name": "",
    }
    return writer.write(document["template"], language, values)


def _matter(mail: Mail, template: Template, language: str, office: Office) -> dict[str, Any]:
    """What only the service concerned knows, and what no event may say."""
    match template:
        case Template.LISTING_RETURNED:
            question = {"listing_id": mail.references["listing_id"]}
            answer = office.neighbours.ask("listings", "get_listing_for_mail", question)
            return {"reason": answer.get("reason") or ""}
        case Template.PRESS_RELEASE_RETURNED:
            question = {"press_release_id": mail.references["press_release_id"]}
            answer = office.neighbours.ask("listings", "get_press_release_for_mail", question)
            return {"reason": answer.get("reason") or ""}
        case Template.ORGANISATION_ANSWER:
            # from the log and not from a projection, which may be behind the queue
            thread, _ = office.threads.load(mail.references["mail_id"])
            message = thread.message(mail.references["answer_id"])
            if message is None or thread.left:
                raise Unreadable(mail.references["answer_id"])
            content = office.personal_data.open(message.content)
            return {
                "answer_subject": content["subject"],
                "answer_text": content["text"],
                "reply_address": content["reply_address"],
            }
        case Template.SCOUT_RECEIVED:
            _require_shown(mail, office)
            return {}
        case Template.SURVEY_OPEN:
            return _survey(mail, language, office)
        case _ if template in CONSULTATION_MAILS:
            return consultation_values(mail, template, office)
        case _:
            return {}


def _require_shown(mail: Mail, office: Office) -> None:
    # who is private by now, or has blocked the organisation, is not told of it any more
    question = {
        "account_id": mail.account_id,
        "organisation_id": mail.references["organisation_id"],
    }
    if not office.neighbours.ask("identity", "get_profile_showing", question)["shown"]:
        raise Refused({"code": "profile-not-shown", "kind": "not-found"})


def _survey(mail: Mail, language: str, office: Office) -> dict[str, Any]:
    question = {"survey_id": mail.references["survey_id"], "addressee": mail.organisation_id}
    survey = office.neighbours.ask("reporting", "get_survey_link", question)
    if not survey["open"]:
        # a mail that was long on its way must not invite to a closed survey
        raise Refused({"code": "survey-over", "kind": "not-found"})
    english = survey["title_en"] if language == "en" else ""
    return {
        "title": english or survey["title"],
        "closes_at": survey["closes_at"],
        "survey_url": office.writer.public_url + survey["path"],
    }
