"""What others are told of JPO candidates: where they stand, never why or with which words."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from services.applications.domain.jpo import events as jpo
from services.kernel.contracts.public_event import PublicDraft

JPO = (
    jpo.JpoApplicationRefused,
    jpo.JpoExaminationRecorded,
    jpo.JpoCandidateSelected,
    jpo.JpoCandidateNotSelected,
    jpo.JpoCandidateDeclined,
    jpo.JpoDispatched,
    jpo.JpoDispatchCompleted,
    jpo.JpoNextPostRecorded,
)


def publish_jpo(event: Any) -> PublicDraft:
    """The public form of an event of a candidate."""
    about: jpo.CandidateAbout = event.about
    data: dict[str, Any] = asdict(about)
    match event:
        case jpo.JpoCandidateDeclined(by=by):
            data["by"] = by.value
        case jpo.JpoDispatched():
            data |= {
                "destination": event.destination,
                "starts_on": event.starts_on.isoformat(),
                "ends_on": event.ends_on.isoformat(),
            }
        case _:
            pass
    return PublicDraft(type(event).__name__, about.application_id, data)
