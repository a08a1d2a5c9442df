"""The MOFA centre selects a candidate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.domain.jpo.selection import select
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt


@dataclass(frozen=True)
class SelectJpoCandidate:
    application_id: str
    expected_version: int | None = None


def select_jpo_candidate(
    command: SelectJpoCandidate, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """A candidate has passed (AP-56). Raises `NotFound`, `CandidateNotInThatState`, `StaleForm`."""
    done = desk.candidates.change(
        command.application_id,
        context,
        lambda candidate: select(candidate, context.at),
        expected_version=command.expected_version,
    )
    return receipt(done, application_id=command.application_id)
