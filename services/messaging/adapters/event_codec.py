"""Stored names and versions of this service's events."""

from __future__ import annotations

from services.kernel.eventkit.application.codec import EventCodec
from services.messaging.domain.box_entry.box_entry import MessageRead
from services.messaging.domain.consultation import events as consultation
from services.messaging.domain.identity_check.identity_check import InquiryIdentityVerified
from services.messaging.domain.mail import events as mail
from services.messaging.domain.notice.notice import NoticeDelivered
from services.messaging.domain.organisation_mail import events as organisation_mail
from services.messaging.domain.purging import MessagePurged
from services.messaging.domain.scout_message import events as scout_message

codec = EventCodec()
codec.register(mail.MailQueued, "MailQueued")
codec.register(mail.MailSent, "MailSent")
codec.register(mail.MailAttemptFailed, "MailAttemptFailed")
codec.register(mail.MailSuppressed, "MailSuppressed")
codec.register(mail.MailGivenUp, "MailGivenUp")
codec.register(organisation_mail.OrganisationMailSent, "OrganisationMailSent")
codec.register(organisation_mail.OrganisationMailAnswered, "OrganisationMailAnswered")
codec.register(organisation_mail.CorrespondentLeft, "CorrespondentLeft")
codec.register(NoticeDelivered, "NoticeDelivered")
codec.register(MessageRead, "MessageRead")
codec.register(InquiryIdentityVerified, "InquiryIdentityVerified")
codec.register(MessagePurged, "MessagePurged")
codec.register(scout_message.ScoutMessageSent, "ScoutMessageSent")
codec.register(scout_message.ScoutMessageReplied, "ScoutMessageReplied")
codec.register(scout_message.ScoutReplyRead, "ScoutReplyRead")
codec.register(scout_message.ScoutedPersonLeft, "ScoutedPersonLeft")
codec.register(consultation.ConsultationRequested, "ConsultationRequested")
codec.register(consultation.CounsellorAssigned, "CounsellorAssigned")
codec.register(consultation.ConsultationScheduled, "ConsultationScheduled")
codec.register(consultation.ConsultationRescheduled, "ConsultationRescheduled")
codec.register(consultation.ConsultationHeld, "ConsultationHeld")
codec.register(consultation.ConsultationReferred, "ConsultationReferred")
codec.register(consultation.ConsultationOpinionRecorded, "ConsultationOpinionRecorded")
codec.register(consultation.ConsultationAnswered, "ConsultationAnswered")
codec.register(consultation.ConsultationCancelled, "ConsultationCancelled")
codec.register(consultation.ConsultationClosed, "ConsultationClosed")
