"""The MOFA centre records the next post of somebody who was dispatched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.application.sealing import seal_for
from services.applications.domain.jpo.selection import record_next_post
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class RecordJpoNextPost:
    application_id: str
    organisation: str
    post: str = ""
    expected_version: int | None = None


def record_jpo_next_post(
    command: RecordJpoNextPost, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """A post in an international organisation after the dispatch (AP-57).

    Raises `NotFound`, `CandidateNotInThatState`, `StaleForm`.
    """
    candidate, _ = desk.candidates.load(command.application_id)
    if candidate.about is None:
        raise NotFound
    written = {"organisation": command.organisation, "post": command.post}
    try:
        post = seal_for(desk.personal_data, candidate.about.person_id, written)
    except NotFound:  # the person has left the portal: that there is a post still counts
        post = None
    done = desk.candidates.change(
        command.application_id,
        context,
        lambda current: record_next_post(current, post, context.at),
        expected_version=command.expected_version,
    )
    return receipt(done, application_id=command.application_id)
