"""The secretariat refuses an extraction (ID-89)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.domain.extraction.extraction import Extraction, reject
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RejectDataExtraction:
    extraction_id: str
    reason: str


def reject_data_extraction(
    command: RejectDataExtraction,
    context: Context,
    *,
    extractions: Repository[Extraction],
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Refuses with a reason. Raises `NotFound`, `ExtractionNotRequested`, `SecondPersonNeeded`."""
    approver_id = own_account_id(context)
    reason = personal_data.seal(command.extraction_id, {"reason": command.reason})
    done = extractions.change(
        command.extraction_id, context, lambda state: reject(state, approver_id, reason, context.at)
    )
    answer = receipt(done, extraction_id=command.extraction_id)
    views.wait_for(answer["position"])
    return answer
