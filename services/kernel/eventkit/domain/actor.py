"""Who acts: the roles of requirements.md section 1."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """The roles of section 1; what an individual may do besides is in the actor's facets."""

    VISITOR = "visitor"
    INDIVIDUAL = "individual"
    ORGANISATION = "organisation"
    JICA_DEPARTMENT = "jica-department"
    HR_DIVISION = "hr-division"
    SECRETARIAT = "secretariat"
    COUNSELLOR = "counsellor"
    HELLO_WORK = "hello-work"
    PARTNER = "partner"
    MOFA = "mofa"
    ANALYST = "analyst"
    OPERATOR = "operator"
    INTERNAL_SYSTEM = "internal-system"


class Facet(StrEnum):
    """What an account additionally holds, next to its role."""

    FULL_REGISTRANT = "full-registrant"
    JOCV_VIEW = "jocv-view"
    JOB_SEEKER = "job-seeker"
    INACTIVE_JOB_SEEKER = "inactive-job-seeker"
    HELLO_WORK_USER = "hello-work-user"
    FULL_ORGANISATION = "full-organisation"


@dataclass(frozen=True, slots=True)
class Actor:
    """The caller of a command or query.

    `id` is the account's id and None for visitors; `organisation_id` is set for the accounts of
    organisations (and JICA departments) only.
    """

    role: Role
    id: str | None = None
    organisation_id: str | None = None
    facets: frozenset[Facet] = field(default_factory=frozenset)


VISITOR = Actor(Role.VISITOR)
SYSTEM = Actor(Role.INTERNAL_SYSTEM, id="portal")
