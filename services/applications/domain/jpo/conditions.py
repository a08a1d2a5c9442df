"""Who may apply to the JPO scheme (AP-53, AP-54, D-76, D-77)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_AGE = 35
LEAST_MONTHS_OF_WORK = 24
DEGREES_THAT_DO = frozenset({"master", "doctor"})
JAPAN = "JP"


class Condition(StrEnum):
    """The six conditions of the scheme (LI-76)."""

    AGE = "age"
    ENGLISH = "english"
    NATIONALITY = "nationality"
    WORK = "work"
    DEGREE = "degree"
    INTENT = "intent"


PROVEN = (Condition.ENGLISH, Condition.NATIONALITY, Condition.WORK, Condition.DEGREE)
"""The conditions that a document is attached for (D-77)."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the applicant declares; `work_months` counts to the closing date of the round."""

    birth_on: date
    nationality: str
    work_months: int
    degree: str
    english: bool
    long_term_intent: bool


def earliest_birth(application_year: int) -> date:
    """Who was born on this day or later is 35 or younger on 1 February of the year (D-76)."""
    return date(application_year - MOST_AGE - 1, 2, 2)


def failed_conditions(declared: Declaration, application_year: int) -> tuple[Condition, ...]:
    """The conditions that are not met, in the order of the scheme."""
    met = {
        Condition.AGE: declared.birth_on >= earliest_birth(application_year),
        Condition.ENGLISH: declared.english,
        Condition.NATIONALITY: declared.nationality == JAPAN,
        Condition.WORK: declared.work_months >= LEAST_MONTHS_OF_WORK,
        Condition.DEGREE: declared.degree in DEGREES_THAT_DO,
        Condition.INTENT: declared.long_term_intent,
    }
    return tuple(one for one in Condition if not met[one])
