"""Public events of JPO candidates (requirements.md 9.21); their application is told as any other."""

from __future__ import annotations

from services.kernel.contracts.fields import Choice, Day, Id, Payload, Text, Whole


class JpoCandidateData(Payload):
    """Which candidate: one person in one round of a campaign."""

    application_id = Id(required=True)
    campaign_id = Id(required=True)
    application_year = Whole(required=True)
    round = Whole(least=1, required=True)
    person_id = Id(required=True)


class JpoApplicationRefusedData(JpoCandidateData):
    """An application did not meet the conditions of the scheme."""


class JpoExaminationRecordedData(JpoCandidateData):
    """A candidate was examined."""


class JpoCandidateSelectedData(JpoCandidateData):
    """A candidate has passed."""


class JpoCandidateNotSelectedData(JpoCandidateData):
    """A candidate is not selected."""


class JpoCandidateDeclinedData(JpoCandidateData):
    """A candidate does not go on; `by` says who told so."""

    by = Choice(("applicant", "centre", "left-portal"), required=True)


class JpoDispatchedData(JpoCandidateData):
    """A candidate goes to this destination, given by its short name, between these days."""

    destination = Text(most=50, required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)


class JpoDispatchCompletedData(JpoCandidateData):
    """The two years of a dispatch are over."""


class JpoNextPostRecordedData(JpoCandidateData):
    """Somebody who was dispatched has a next post in an international organisation."""


JPO_EVENTS: dict[str, tuple[int, type[Payload]]] = {
    "JpoApplicationRefused": (1, JpoApplicationRefusedData),
    "JpoExaminationRecorded": (1, JpoExaminationRecordedData),
    "JpoCandidateSelected": (1, JpoCandidateSelectedData),
    "JpoCandidateNotSelected": (1, JpoCandidateNotSelectedData),
    "JpoCandidateDeclined": (1, JpoCandidateDeclinedData),
    "JpoDispatched": (1, JpoDispatchedData),
    "JpoDispatchCompleted": (1, JpoDispatchCompletedData),
    "JpoNextPostRecorded": (1, JpoNextPostRecordedData),
}
