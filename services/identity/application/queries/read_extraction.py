"""One part of the result of an extraction (ID-89, ID-90)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.extraction_result import ExtractionResults
from services.identity.application.own_account import own_account_id
from services.identity.domain.extraction.extraction import Extraction, require_download
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class ReadExtraction:
    extraction_id: str
    download_id: str
    part: int = 0


def read_extraction(
    query: ReadExtraction,
    context: Context,
    *,
    extractions: Repository[Extraction],
    results: ExtractionResults,
) -> dict[str, Any]:
    """The persons of this part with the items asked for, of a download that was logged.

    Whoever has left, died or lapsed meanwhile is missing. Raises `NotFound`, `ExtractionIsOver`.
    """
    state, _ = extractions.load(query.extraction_id)
    require_download(state, own_account_id(context), query.download_id, context.at)
    try:
        rows = results.read(query.extraction_id, query.part, state.items)
    except KeyError:
        raise NotFound from None
    return {"items": rows, "total": len(rows)}
