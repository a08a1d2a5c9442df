"""The rules of JPO campaigns that can say no."""

from __future__ import annotations

from services.kernel.eventkit.domain import FieldProblem, Kind, Refusal


class CampaignExists(Refusal):
    """There is one campaign with one main round a year (LI-73)."""

    code = "jpo-campaign-exists"


class CampaignNotInThatState(Refusal):
    """The campaign stands elsewhere in its course (SM-15)."""

    code = "jpo-campaign-not-in-that-state"


class CampaignNotDueYet(Refusal):
    """Rounds open and close at their dates."""

    code = "jpo-campaign-not-due-yet"


class CandidatesUndecided(Refusal):
    """The selection is complete when every candidate has a result (SM-15)."""

    code = "jpo-candidates-undecided"
    kind = Kind.INVALID

    def __init__(self, undecided: int) -> None:
        problem = FieldProblem("required")
        if undecided:
            problem = FieldProblem("jpo-without-result", {"count": undecided})
        super().__init__(fields={"all_decided": (problem,)})
