"""The secretariat approves an extraction (ID-89, D-40)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.domain.extraction.extraction import Extraction, approve
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ApproveDataExtraction:
    extraction_id: str


def approve_data_extraction(
    command: ApproveDataExtraction,
    context: Context,
    *,
    extractions: Repository[Extraction],
    views: Views,
) -> dict[str, Any]:
    """Approves as a second person; the result is made by `on_extraction_approved`.

    Raises `NotFound`, `ExtractionNotRequested`, `SecondPersonNeeded`.
    """
    approver_id = own_account_id(context)
    done = extractions.change(
        command.extraction_id, context, lambda state: approve(state, approver_id, context.at)
    )
    answer = receipt(done, extraction_id=command.extraction_id)
    views.wait_for(answer["position"])
    return answer
