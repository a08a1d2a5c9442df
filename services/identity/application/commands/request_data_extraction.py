"""A JICA department asks for personal data of full registrants (個人情報抽出, ID-89)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.domain.extraction.events import (
    Conditions,
    DataExtractionRequested,
    ExtractedItem,
)
from services.identity.domain.extraction.extraction import Extraction, request
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RequestDataExtraction:
    purpose: str
    items: list[str]
    areas: list[str] | None = None
    regions: list[str] | None = None
    language: str = ""
    jocv_returnee: bool | None = None
    age_from: int | None = None
    age_to: int | None = None


def request_data_extraction(
    command: RequestDataExtraction,
    context: Context,
    *,
    extractions: Repository[Extraction],
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Files the request with purpose, conditions and the items that are needed."""
    extraction_id = context.id_for("extraction")
    requested = DataExtractionRequested(
        extraction_id=extraction_id,
        requester_id=own_account_id(context),
        purpose=personal_data.seal(extraction_id, {"purpose": command.purpose}),
        conditions=Conditions(
            tuple(dict.fromkeys(command.areas or ())),
            tuple(dict.fromkeys(command.regions or ())),
            command.language,
            command.jocv_returnee,
            command.age_from,
            command.age_to,
        ),
        items=tuple(ExtractedItem(item) for item in dict.fromkeys(command.items)),
        at=context.at,
    )
    done = extractions.change(extraction_id, context, lambda state: request(state, requested))
    answer = receipt(done, extraction_id=extraction_id)
    views.wait_for(answer["position"])
    return answer
