"""The requester downloads the result of an extraction; every download is logged (D-40)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.extraction_result import ExtractionResults
from services.identity.application.own_account import own_account_id
from services.identity.domain.extraction.extraction import Extraction, download
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class DownloadExtraction:
    extraction_id: str


def download_extraction(
    command: DownloadExtraction,
    context: Context,
    *,
    extractions: Repository[Extraction],
    results: ExtractionResults,
) -> dict[str, Any]:
    """Logs the download and says how many parts there are to read.

    Raises `NotFound`, `ExtractionNotProvided`, `ExtractionIsOver`.
    """
    account_id, download_id = own_account_id(context), context.id_for("download")
    done = extractions.change(
        command.extraction_id,
        context,
        lambda state: download(state, account_id, download_id, context.at),
    )
    return receipt(
        done,
        download_id=download_id,
        parts=results.pieces(command.extraction_id),
        items=[item.value for item in done.state.items],
    )
