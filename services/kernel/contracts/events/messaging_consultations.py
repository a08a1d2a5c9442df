"""Public events of career consultation (SM-12): who, which kind and when, never a text."""

from __future__ import annotations

from services.kernel.contracts.fields import Choice, Id, Instant, Items, Payload
from services.kernel.contracts.messaging_consultations import (
    CANCELLED_BY,
    CONSULTATION_KINDS,
    MOST_NAMED,
    OPINION_AUTHORS,
)


class _OfConsultation(Payload):
    consultation_id = Id(required=True)
    person_id = Id(required=True)
    kind = Choice(CONSULTATION_KINDS, required=True)


class ConsultationRequestedData(_OfConsultation):
    """A full registrant asked for a career consultation (ME-41)."""


class CounsellorAssignedData(_OfConsultation):
    """The secretariat gave the consultation to a career counsellor (ME-43)."""

    counsellor_id = Id(required=True)


class ConsultationScheduledData(_OfConsultation):
    """Person and counsellor meet at this time (ME-43)."""

    counsellor_id = Id(required=True)
    meets_at = Instant(required=True)


class ConsultationRescheduledData(ConsultationScheduledData):
    """They meet at another time."""


class ConsultationHeldData(_OfConsultation):
    """The meeting took place (ME-43)."""


class ConsultationReferredData(_OfConsultation):
    """The secretariat asked these persons for a statement on a mail consultation (ME-44)."""

    counsellor_ids = Items(Id(), most=MOST_NAMED, required=True)
    jica_person_ids = Items(Id(), most=MOST_NAMED, required=True)


class ConsultationOpinionRecordedData(_OfConsultation):
    """One of them made an internal statement (ME-44)."""

    opinion_id = Id(required=True)
    author = Choice(OPINION_AUTHORS, required=True)
    author_id = Id(required=True)


class ConsultationAnsweredData(_OfConsultation):
    """The secretariat answered the person (ME-44)."""


class ConsultationCancelledData(_OfConsultation):
    """It will not be held or answered."""

    by = Choice(CANCELLED_BY, required=True)


class ConsultationClosedData(_OfConsultation):
    """Nothing is left to be done."""


EVENTS: dict[str, tuple[int, type[Payload]]] = {
    "ConsultationRequested": (1, ConsultationRequestedData),
    "CounsellorAssigned": (1, CounsellorAssignedData),
    "ConsultationScheduled": (1, ConsultationScheduledData),
    "ConsultationRescheduled": (1, ConsultationRescheduledData),
    "ConsultationHeld": (1, ConsultationHeldData),
    "ConsultationReferred": (1, ConsultationReferredData),
    "ConsultationOpinionRecorded": (1, ConsultationOpinionRecordedData),
    "ConsultationAnswered": (1, ConsultationAnsweredData),
    "ConsultationCancelled": (1, ConsultationCancelledData),
    "ConsultationClosed": (1, ConsultationClosedData),
}
