"""The occupation classification in force, as one document."""

from __future__ import annotations

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.listings.domain.occupations.classification import (
    CLASSIFICATION,
    OccupationsImported,
)

occupations = Projection("occupations", version=1)


@occupations.on(OccupationsImported, key=lambda recorded: CLASSIFICATION)
def imported(document: Document | None, recorded: Recorded[OccupationsImported]) -> Document:
    return {
        "position": recorded.position,
        "occupations": [[one.path, list(one.examples)] for one in recorded.event.occupations],
    }
