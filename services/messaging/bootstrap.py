"""Where the parts of the messaging service meet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from services.kernel.contracts import messaging as schemas
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.domain import Role
from services.messaging.adapters.event_codec import codec
from services.messaging.adapters.jinja_letters import JinjaLetters
from services.messaging.adapters.smtp_transport import MailServer, SmtpTransport
from services.messaging.application.commands.answer_organisation_mail import (
    AnswerOrganisationMail,
    answer_organisation_mail,
)
from services.messaging.application.commands.open_my_mail import OpenMyMail, open_my_mail
from services.messaging.application.commands.purge_message import (
    PurgeMessage,
    PurgeNotice,
    purge_message,
    purge_notice,
)
from services.messaging.application.commands.remind_organisation import (
    RemindOrganisation,
    remind_organisation,
)
from services.messaging.application.commands.remind_person import RemindPerson, remind_person
from services.messaging.application.commands.send_mail import SendMail, send_mail
from services.messaging.application.commands.send_organisation_mail import (
    SendOrganisationMail,
    send_organisation_mail,
)
from services.messaging.application.commands.verify_inquiry_identity import (
    VerifyInquiryIdentity,
    verify_inquiry_identity,
)
from services.messaging.application.ports import MailTransport, Office
from services.messaging.application.published_language import publish
from services.messaging.application.queries.find_my_mails import FindMyMails, find_my_mails
from services.messaging.application.queries.find_notice_mails import (
    FindNoticeMails,
    find_notice_mails,
)
from services.messaging.application.queries.find_organisation_mails import (
    FindOrganisationMails,
    find_organisation_mails,
)
from services.messaging.application.queries.get_held_data import GetHeldData, get_held_data
from services.messaging.application.queries.get_identity_check import (
    GetIdentityCheck,
    get_identity_check,
)
from services.messaging.application.queries.get_my_mail import GetMyMail, get_my_mail
from services.messaging.application.queries.get_organisation_mail import (
    GetOrganisationMail,
    get_organisation_mail,
)
from services.messaging.application.queries.get_organisation_mail_form import (
    GetOrganisationMailForm,
    get_organisation_mail_form,
)
from services.messaging.application.reactions.on_application_status_changed import (
    on_application_status_changed,
)
from services.messaging.application.reactions.on_correspondence import (
    on_organisation_mail_answered,
    on_organisation_mail_sent,
)
from services.messaging.application.reactions.on_message_purged import on_message_purged
from services.messaging.application.reactions.on_organisation_gone import on_organisation_gone
from services.messaging.application.reactions.on_survey_distributed import on_survey_distributed
from services.messaging.application.reactions.on_user_withdrawn import on_user_withdrawn
from services.messaging.application.reactions.queue_notice_mails import queue_notice_mails
from services.messaging.bootstrap_consulting import consulting
from services.messaging.bootstrap_scouting import scouting
from services.messaging.domain.box_entry import box_entry as box_entries
from services.messaging.domain.consultation import consultation as consulted
from services.messaging.domain.identity_check import identity_check as identity_checks
from services.messaging.domain.mail import mail as mails
from services.messaging.domain.notice import notice as notices
from services.messaging.domain.organisation_mail import thread as threads
from services.messaging.domain.scout_message import scout_message as scouts
from services.messaging.projections.consultations import consultations
from services.messaging.projections.due import due
from services.messaging.projections.mailbox import mailbox
from services.messaging.projections.notice_mails import notice_mails
from services.messaging.projections.open_applications import open_applications
from services.messaging.projections.organisation_mails import organisation_mails
from services.messaging.projections.scout_messages import scout_messages
from services.messaging.projections.surroundings import listings, organisations
from services.messaging.settings import Settings

ORGANISATIONS = frozenset({Role.ORGANISATION, Role.JICA_DEPARTMENT, Role.HR_DIVISION})


def build(settings: Settings, parts: Parts, transport: MailTransport | None = None) -> Service:
    """The messaging service on these parts; mail goes by SMTP unless another way is given."""
    server = MailServer.parse(settings.smtp_uri)
    office = Office(
        mails=Repository(parts.store, codec, "mail", mails.Mail(), mails.evolve, parts.pause),
        threads=Repository(
            parts.store, codec, "organisation_mail", threads.Thread(), threads.evolve, parts.pause
        ),
        scouts=Repository(
            parts.store,
            codec,
            "scout_message",
            scouts.ScoutMessage(),
            scouts.evolve,
            parts.pause,
        ),
        notices=Repository(
            parts.store, codec, "notice", notices.Notice(), notices.evolve, parts.pause
        ),
        box_entries=Repository(
            parts.store,
            codec,
            "box_entry",
            box_entries.BoxEntry(),
            box_entries.evolve,
            parts.pause,
        ),
        identity_checks=Repository(
            parts.store,
            codec,
            "identity_check",
            identity_checks.IdentityCheck(),
            identity_checks.evolve,
            parts.pause,
        ),
        consultations=Repository(
            parts.store,
            codec,
            "consultation",
            consulted.Consultation(),
            consulted.evolve,
            parts.pause,
        ),
        views=parts.views,
        personal_data=parts.personal_data,
        numbers=parts.numbers,
        neighbours=parts.neighbours,
        writer=JinjaLetters(
            settings.public_url,
            settings.product_name,
            {"ja": settings.portal_name, "en": settings.portal_name_en},
        ),
        transport=transport or SmtpTransport(server, settings.mail_from),
        mail_domain=settings.mail_from.domain,
    )
    application = Application("messaging", parts.clock, parts.ids)
    _correspondence(application, office)
    _portal(application, office)
    scouting_reactions = scouting(application, office)
    consulting_reactions = consulting(application, office)
    return Service(
        name="messaging",
        application=application,
        codec=codec,
        projections=(
            mailbox,
            organisation_mails,
            scout_messages,
            consultations,
            notice_mails,
            due,
            organisations,
            listings,
            open_applications,
        ),
        reactions=(
            *queue_notice_mails(office),
            on_application_status_changed(office),
            on_organisation_mail_sent(office),
            on_organisation_mail_answered(office),
            *scouting_reactions,
            *consulting_reactions,
            on_message_purged(office),
            on_survey_distributed(office),
            on_user_withdrawn(office, parts.store),
            on_organisation_gone(office),
        ),
        publish=publish,
    )


def assemble(parts: Parts, database: Any, environ: Mapping[str, str]) -> Service:
    """The service for a process; it needs nothing of its own from the database."""
    return build(Settings.from_env(environ), parts)


def _correspondence(application: Application, office: Office) -> None:
    application.query(
        GetOrganisationMailForm,
        schemas.GetOrganisationMailForm,
        partial(get_organisation_mail_form, office=office),
        allow={Role.INDIVIDUAL},
    )
    application.command(
        SendOrganisationMail,
        schemas.SendOrganisationMail,
        partial(send_organisation_mail, office=office),
        allow={Role.INDIVIDUAL},
    )
    application.query(
        FindMyMails,
        schemas.FindMyMails,
        partial(find_my_mails, office=office),
        allow={Role.INDIVIDUAL},
    )
    application.query(
        GetMyMail,
        schemas.GetMyMail,
        partial(get_my_mail, office=office),
        allow={Role.INDIVIDUAL},
    )
    application.command(
        OpenMyMail,
        schemas.OpenMyMail,
        partial(open_my_mail, office=office),
        allow={Role.INDIVIDUAL},
    )
    application.query(
        GetHeldData,
        schemas.GetHeldData,
        partial(get_held_data, office=office),
        allow={Role.INDIVIDUAL},
    )
    application.query(
        FindOrganisationMails,
        schemas.FindOrganisationMails,
        partial(find_organisation_mails, office=office),
        allow=ORGANISATIONS,
    )
    application.query(
        GetOrganisationMail,
        schemas.GetOrganisationMail,
        partial(get_organisation_mail, office=office),
        allow=ORGANISATIONS,
    )
    application.command(
        AnswerOrganisationMail,
        schemas.AnswerOrganisationMail,
        partial(answer_organisation_mail, office=office),
        allow=ORGANISATIONS,
    )


def _portal(application: Application, office: Office) -> None:
    application.command(
        VerifyInquiryIdentity,
        schemas.VerifyInquiryIdentity,
        partial(verify_inquiry_identity, office=office),
        allow={Role.SECRETARIAT},
    )
    application.query(
        GetIdentityCheck,
        schemas.GetIdentityCheck,
        partial(get_identity_check, office=office),
        allow={Role.SECRETARIAT},
    )
    application.command(
        SendMail, schemas.SendMail, partial(send_mail, office=office), allow=frozenset()
    )
    application.command(
        RemindOrganisation,
        schemas.RemindOrganisation,
        partial(remind_organisation, office=office),
        allow=frozenset(),
    )
    application.command(
        RemindPerson, schemas.RemindPerson, partial(remind_person, office=office), allow=frozenset()
    )
    application.command(
        PurgeMessage, schemas.PurgeMessage, partial(purge_message, office=office), allow=frozenset()
    )
    application.command(
        PurgeNotice, schemas.PurgeNotice, partial(purge_notice, office=office), allow=frozenset()
    )
    application.query(
        FindNoticeMails,
        schemas.FindNoticeMails,
        partial(find_notice_mails, office=office),
        allow={Role.SECRETARIAT, Role.OPERATOR},
    )
