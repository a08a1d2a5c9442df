"""The rules of surveys that can say no."""

from __future__ import annotations

from services.kernel.eventkit.domain import Kind, Refusal


class SurveyNotDraft(Refusal):
    """Only a draft can be revised or scheduled (SM-14)."""

    code = "survey-not-draft"


class SurveyIncomplete(Refusal):
    """A survey is scheduled with at least one question (SM-14)."""

    code = "survey-incomplete"
    kind = Kind.INVALID


class SurveyClosesBeforeItOpens(Refusal):
    """The closing time lies after the opening time (RE-05)."""

    code = "survey-closes-before-it-opens"
    kind = Kind.INVALID


class SurveyOpeningPast(Refusal):
    """A survey opens now or later, never in the past."""

    code = "survey-opening-past"
    kind = Kind.INVALID


class SurveyNotScheduled(Refusal):
    """Only a scheduled survey can be distributed (SM-14)."""

    code = "survey-not-scheduled"


class SurveyNotDue(Refusal):
    """The time for this has not come yet (SM-14)."""

    code = "survey-not-due"


class SurveyNotOpen(Refusal):
    """Only an open survey can be answered or closed (SM-14)."""

    code = "survey-not-open"


class SurveyOver(Refusal):
    """Answers are refused after closing (RE-05)."""

    code = "survey-over"


class SurveyAlreadyAnswered(Refusal):
    """One answer per addressee (RE-05)."""

    code = "survey-already-answered"


class SurveyNotClosed(Refusal):
    """Only a closed survey is counted (SM-14)."""

    code = "survey-not-closed"


class SurveyNotAggregated(Refusal):
    """The analysis is written after the answers are counted, and once (SM-14)."""

    code = "survey-not-aggregated"


class SurveyNotCancellable(Refusal):
    """Only a draft or a scheduled survey can be cancelled (SM-14)."""

    code = "survey-not-cancellable"
