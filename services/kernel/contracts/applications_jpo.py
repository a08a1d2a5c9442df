"""Payloads of JPO candidates in the applications service (AP-53 to AP-58, SM-16)."""

from __future__ import annotations

from services.kernel.contracts.applications import PIECE_BYTES, Base64
from services.kernel.contracts.fields import LASTING, Choice, Day, Id, Payload, Text, Truth, Whole
from services.kernel.contracts.identity_profile import DEGREES, Country

JPO_CONDITIONS = ("age", "english", "nationality", "work", "degree", "intent")
JPO_PROOFS = ("english", "nationality", "work", "degree")
JPO_CANDIDATE_STATES = (
    "submitted",
    "refused",
    "examined",
    "selected",
    "not-selected",
    "dispatched",
    "completed",
    "placed",
    "declined",
)


class _OneCampaign(Payload):
    campaign_id = Id(required=True)


class _OneApplication(Payload):
    application_id = Id(required=True)


class _OneDeed(_OneApplication):
    expected_version = Whole(least=1, allow_none=True)


class _Page(Payload):
    limit = Whole(least=1, most=100)
    offset = Whole(least=0, most=100_000)


class GetJpoForm(_OneCampaign):
    """What the form of a JPO application shows and asks."""


class PutJpoDocumentPiece(_OneCampaign):
    """One piece of a proof; all but the last have at least half of the most bytes."""

    proves = Choice(JPO_PROOFS, required=True)
    name = Text(most=255, one_line=True, required=True)
    index = Whole(least=0, most=10_000, required=True)
    last = Truth(required=True)
    data = Base64(most=PIECE_BYTES, required=True)


class ApplyToJpoCampaign(_OneCampaign):
    """What the applicant declares; `work_months` in total at the closing date (D-77)."""

    applicant_name = Text(most=100, one_line=True, required=True)
    birth_on = Day(years=LASTING, required=True)
    nationality = Country(required=True)
    work_months = Whole(least=0, most=900, required=True)
    degree = Choice(DEGREES, required=True)
    english = Truth(required=True)
    long_term_intent = Truth(required=True)
    remarks = Text(most=2000)


class FindMyJpoApplications(_Page):
    """The caller's JPO applications."""


class GetMyJpoApplication(_OneApplication):
    """One of them."""


class GetJpoDocumentPiece(_OneApplication):
    """One piece of a proof."""

    document_id = Id(required=True)
    index = Whole(least=0, most=10_000)


class DeclineJpoCandidacy(_OneDeed):
    """The candidate does not go on."""


class FindJpoCandidates(_OneCampaign, _Page):
    """The candidates of a campaign, of one state or all."""

    state = Choice(JPO_CANDIDATE_STATES, allow_none=True)


class GetJpoCandidate(_OneApplication):
    """One candidate, for the MOFA centre."""


class GetJpoFigures(_OneCampaign):
    """Applicants, dispatched and next posts, counted from the candidates."""


class RecordJpoExamination(_OneDeed):
    """The day of the examination."""

    examined_on = Day(years=LASTING, required=True)


class SelectJpoCandidate(_OneDeed):
    """The candidate has passed."""


class TurnDownJpoCandidate(_OneDeed):
    """The candidate is not selected; the remarks stay with the centre."""

    remarks = Text(most=2000)


class RecordJpoDispatch(_OneDeed):
    """Where to, by short name, and from which day; it ends two years later."""

    destination = Text(most=50, one_line=True, required=True)
    starts_on = Day(years=(1974, 2990), required=True)


class CompleteJpoDispatch(_OneApplication):
    """Two years are over."""


class RecordJpoNextPost(_OneDeed):
    """The international organisation of the next post, and which post."""

    organisation = Text(most=200, one_line=True, required=True)
    post = Text(most=200, one_line=True)
