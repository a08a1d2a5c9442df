"""The MOFA centre records an examination."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.domain.jpo.selection import record_examination
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt


@dataclass(frozen=True)
class RecordJpoExamination:
    application_id: str
    examined_on: date
    expected_version: int | None = None


def record_jpo_examination(
    command: RecordJpoExamination, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """A candidate was examined (AP-56).

    Raises `NotFound`, `CandidateNotInThatState`, `InvalidInput`, `StaleForm`.
    """
    done = desk.candidates.change(
        command.application_id,
        context,
        lambda candidate: record_examination(candidate, command.examined_on, context.at),
        expected_version=command.expected_version,
    )
    return receipt(done, application_id=command.application_id)
