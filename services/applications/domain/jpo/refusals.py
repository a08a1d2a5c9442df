"""The rules of JPO candidates that can say no."""

from __future__ import annotations

from collections.abc import Iterable

from services.applications.domain.jpo.conditions import (
    LEAST_MONTHS_OF_WORK,
    MOST_AGE,
    Condition,
    earliest_birth,
)
from services.kernel.eventkit.domain import FieldProblem, Kind, Refusal

FIELDS = {
    Condition.AGE: "birth_on",
    Condition.ENGLISH: "english",
    Condition.NATIONALITY: "nationality",
    Condition.WORK: "work_months",
    Condition.DEGREE: "degree",
    Condition.INTENT: "long_term_intent",
}


class JpoRoundNotOpen(Refusal):
    """Applications are taken while a round of the campaign is open (AP-55)."""

    code = "jpo-round-not-open"


class JpoAlreadyApplied(Refusal):
    """A person applies to a round once (AP-55)."""

    code = "jpo-already-applied"


class JpoRefusedTooOften(Refusal):
    """So often a person may be refused in a round and apply again, and no more (AP-55)."""

    code = "jpo-refused-too-often"


class JpoConditionsNotMet(Refusal):
    """The application is refused; each failed condition is named (AP-53, AP-54).

    Raised when `JpoApplicationRefused` is in the log: SM-16 keeps what was refused, and whoever
    sent it is told as of any other refusal.
    """

    code = "jpo-conditions-not-met"
    kind = Kind.INVALID

    def __init__(self, failed: Iterable[Condition], application_year: int) -> None:
        age: dict[str, str | int] = {
            "most": MOST_AGE,
            "year": application_year,
            "first": earliest_birth(application_year).isoformat(),
        }
        problems = {
            Condition.AGE: FieldProblem("jpo-condition-age", age),
            Condition.ENGLISH: FieldProblem("jpo-condition-english"),
            Condition.NATIONALITY: FieldProblem("jpo-condition-nationality"),
            Condition.WORK: FieldProblem("jpo-condition-work", {"least": LEAST_MONTHS_OF_WORK}),
            Condition.DEGREE: FieldProblem("jpo-condition-degree"),
            Condition.INTENT: FieldProblem("jpo-condition-intent"),
        }
        fields = {FIELDS[one]: (problems[one],) for one in failed}
        super().__init__(fields=fields)


class JpoProofsMissing(Refusal):
    """A document for each declared condition is attached (D-77)."""

    code = "jpo-proofs-missing"
    kind = Kind.INVALID

    def __init__(self, missing: Iterable[Condition]) -> None:
        fields = {f"documents.{one.value}": (FieldProblem("jpo-proof-missing"),) for one in missing}
        super().__init__(fields=fields)


class JpoApplicationSent(Refusal):
    """Nothing is attached to an application that was sent."""

    code = "jpo-application-sent"


class CandidateNotInThatState(Refusal):
    """The candidate stands elsewhere in the course of the selection (SM-16)."""

    code = "jpo-candidate-not-in-that-state"


class DestinationWithoutArrangement(Refusal):
    """Dispatches go to organisations with which MOFA has an arrangement (AP-58)."""

    code = "jpo-destination-without-arrangement"
    kind = Kind.INVALID

    def __init__(self) -> None:
        super().__init__(fields={"destination": (FieldProblem("jpo-no-arrangement"),)})


class DispatchNotOver(Refusal):
    """A dispatch ends two years after its start (AP-56)."""

    code = "jpo-dispatch-not-over"
