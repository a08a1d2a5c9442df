"""What organisations have said the columns of their sources mean."""

from __future__ import annotations

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.context import derived_id
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.listings.domain.importing.mapping import ImportMappingRemembered

import_mappings = Projection("import_mappings", version=1)


def mapping_key(organisation_id: str, shape: str) -> str:
    """The id of what an organisation has said about files of a shape."""
    return derived_id("import-mapping", organisation_id, shape)


def _key(recorded: Recorded[ImportMappingRemembered]) -> str:
    return mapping_key(recorded.event.organisation_id, recorded.event.shape)


@import_mappings.on(ImportMappingRemembered, key=_key)
def remembered(_: Document | None, recorded: Recorded[ImportMappingRemembered]) -> Document:
    event = recorded.event
    mapping = event.mapping
    return {
        "organisation_id": event.organisation_id,
        "shape": event.shape,
        "remembered_at": recorded.at,
        "mapping": {
            "kind": mapping.kind,
            "language": mapping.language,
            "source": mapping.source,
            "columns": [{"column": name, "field": field.value} for name, field in mapping.columns],
            "defaults": [{"field": field.value, "text": text} for field, text in mapping.defaults],
        },
    }
