"""What an inactive job-seeker registration takes away, in every service alike (ID-37, D-31)."""

from __future__ import annotations

from typing import ClassVar

from services.kernel.eventkit.domain.actor import Actor, Facet
from services.kernel.eventkit.domain.refusal import Kind, Refusal


class JobSeekerInactive(Refusal):
    """The registration is inactive; the function is for active job seekers (ID-37, D-31)."""

    code: ClassVar[str] = "job-seeker-inactive"
    kind: ClassVar[Kind] = Kind.FORBIDDEN


def refuse_inactive_job_seeker(actor: Actor) -> None:
    """Refuses saving searches and favourites, applying and new messages while inactive.

    Reading, past applications, the password and leaving stay. Raises `JobSeekerInactive`.
    """
    if Facet.INACTIVE_JOB_SEEKER in actor.facets:
        raise JobSeekerInactive
