"""The part of `bootstrap` about the occupation classification."""

from __future__ import annotations

from collections.abc import Callable

from services.kernel.eventkit.application.application import ANYONE, Application
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Role
from services.kernel.japanese.tables import read_tables
from services.listings.adapters.imports.occupations import read_occupations
from services.listings.application.commands import import_occupations
from services.listings.application.occupations import OccupationDirectory
from services.listings.application.queries import find_occupations
from services.listings.domain.occupations.classification import (
    Classification,
    evolve_classification,
)
from services.listings.projections.occupations import occupations

OCCUPATION_PROJECTIONS = (occupations,)


def offer_occupations(
    offer: Callable[..., None], application: Application, parts: Parts, codec: EventCodec
) -> None:
    """Registers the use cases with `offer`."""
    classifications = Repository(
        parts.store, codec, "classification", Classification(), evolve_classification, parts.pause
    )
    offer(
        application.command,
        import_occupations,
        {Role.OPERATOR},
        classifications=classifications,
        reader=read_occupations,
    )
    directory = OccupationDirectory(parts.views, read_tables().folding)
    offer(application.query, find_occupations, ANYONE, directory=directory)
