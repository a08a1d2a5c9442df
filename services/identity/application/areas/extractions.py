"""Extraction of personal data by two persons (SM-20)."""

from __future__ import annotations

from services.identity.application.areas.area import Area
from services.identity.application.commands import (
    approve_data_extraction,
    discard_extraction,
    download_extraction,
    reject_data_extraction,
    request_data_extraction,
)
from services.identity.application.queries import (
    find_extractions,
    get_extraction,
    read_extraction,
)
from services.identity.application.reactions.on_extraction_approved import on_extraction_approved
from services.kernel.contracts import identity_extractions

EXTRACTIONS = Area(
    schemas=identity_extractions,
    commands=(
        request_data_extraction,
        approve_data_extraction,
        reject_data_extraction,
        download_extraction,
        discard_extraction,
    ),
    queries=(find_extractions, get_extraction, read_extraction),
    reactions=(on_extraction_approved,),
)
