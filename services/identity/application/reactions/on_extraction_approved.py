"""After the approval of an extraction: the result is made (ID-89, SM-20)."""

from __future__ import annotations

from typing import Any

from services.identity.application.extraction_result import ExtractionResults
from services.identity.domain.extraction.events import DataExtractionApproved
from services.identity.domain.extraction.extraction import (
    Extraction,
    ExtractionState,
    provide,
)
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import NeighbourAway, Views
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain.tokyo import tokyo_date


def on_extraction_approved(
    *, extractions: Repository[Extraction], results: ExtractionResults, views: Views, rules: Rules
) -> Reaction:
    """Finds everybody as of the approval, keeps the list sealed, and provides it."""

    def handle(recorded: Recorded[Any], trigger: Trigger) -> None:
        event: DataExtractionApproved = recorded.event
        if not views.wait_for(recorded.position, seconds=5.0):
            raise NeighbourAway("the projections are behind the log")
        extraction, _ = extractions.load(event.extraction_id)
        if extraction.state is not ExtractionState.APPROVED:
            return
        records = results.make(event.extraction_id, extraction.conditions, tokyo_date(event.at))
        context = trigger.context("provide_extraction")
        extractions.change(
            event.extraction_id,
            context,
            lambda state: provide(state, records, context.at, rules),
        )

    return Reaction("on_extraction_approved", "identity", (DataExtractionApproved,), handle)
