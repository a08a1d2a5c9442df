"""Words every service's domain shares. Standard library only."""

from services.kernel.eventkit.domain.actor import SYSTEM, VISITOR, Actor, Facet, Role
from services.kernel.eventkit.domain.inactive import JobSeekerInactive, refuse_inactive_job_seeker
from services.kernel.eventkit.domain.refusal import (
    FieldProblem,
    InvalidInput,
    Kind,
    NotFound,
    NotPermitted,
    Refusal,
    StaleForm,
)
from services.kernel.eventkit.domain.sealed import Sealed

__all__ = [
    "SYSTEM",
    "VISITOR",
    "Actor",
    "Facet",
    "FieldProblem",
    "InvalidInput",
    "JobSeekerInactive",
    "Kind",
    "NotFound",
    "NotPermitted",
    "Refusal",
    "Role",
    "Sealed",
    "StaleForm",
    "refuse_inactive_job_seeker",
]
