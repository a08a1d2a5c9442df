"""The list of an extraction is deleted after its 7 days (D-40); the scheduler's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.extraction_result import ExtractionResults
from services.identity.domain.extraction.extraction import Extraction, discard
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class DiscardExtraction:
    extraction_id: str


def discard_extraction(
    command: DiscardExtraction,
    context: Context,
    *,
    extractions: Repository[Extraction],
    results: ExtractionResults,
) -> dict[str, Any]:
    """Deletes the list first, so that a crash in between leaves nothing behind."""
    if discard(extractions.load(command.extraction_id)[0], context.at):
        results.discard(command.extraction_id)
    done = extractions.change(
        command.extraction_id, context, lambda state: discard(state, context.at)
    )
    return receipt(done)
