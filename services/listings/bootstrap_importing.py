"""The part of `bootstrap` about importing from files."""

from __future__ import annotations

from collections.abc import Callable

from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Role
from services.kernel.eventkit.native_work import run_native
from services.listings.adapters.imports import read_file
from services.listings.application.commands import import_listings, remember_import_mapping
from services.listings.application.import_ports import ImportFile
from services.listings.application.ownership import POSTING
from services.listings.application.queries import read_import_file
from services.listings.domain.importing.mapping import (
    ColumnMapping,
    RememberedMapping,
    evolve_mapping,
)
from services.listings.domain.listing.state import Listing
from services.listings.projections.import_mappings import import_mappings

IMPORTING_PROJECTIONS = (import_mappings,)
_IMPORTING = {*POSTING, Role.OPERATOR}


def offer_importing(
    offer: Callable[..., None],
    application: Application,
    parts: Parts,
    codec: EventCodec,
    listings: Repository[Listing],
) -> None:
    """Registers the use cases with `offer`."""
    command, views = application.command, parts.views
    mappings = Repository(
        parts.store, codec, "import_mapping", RememberedMapping(), evolve_mapping, parts.pause
    )
    offer(
        command, import_listings, _IMPORTING, listings=listings, numbers=parts.numbers, views=views
    )
    offer(command, remember_import_mapping, _IMPORTING, mappings=mappings, views=views)
    offer(application.query, read_import_file, _IMPORTING, reader=_read_aside, views=views)


def _read_aside(content: bytes, form: str, mapping: ColumnMapping | None) -> ImportFile:
    """Reads in a thread of its own: a large file takes a second, and other calls go on."""
    file: ImportFile = run_native(lambda: read_file(content, form, mapping))
    return file
