"""Remember what the columns of a source mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.mapping_input import mapping_of
from services.listings.application.ownership import recruiter_of
from services.listings.domain.importing.mapping import RememberedMapping, remember
from services.listings.projections.import_mappings import mapping_key


@dataclass(frozen=True)
class RememberImportMapping:
    """For whom, for files of which shape, and the mapping; see the payload schema."""

    organisation_id: str | None
    shape: str
    mapping: Mapping[str, Any]


def remember_import_mapping(
    command: RememberImportMapping,
    context: Context,
    *,
    mappings: Repository[RememberedMapping],
    views: Views,
) -> dict[str, Any]:
    """Remembers it in place of the last one of this organisation and shape.

    Raises `OrganisationNotRegistered`, `RegistrationHasLapsed`.
    """
    recruiter = recruiter_of(context, command.organisation_id, views)
    wanted = mapping_of(command.mapping)
    mapping_id = mapping_key(recruiter.id, command.shape)
    done = mappings.change(
        mapping_id,
        context,
        lambda known: remember(known, recruiter.id, command.shape, wanted),
    )
    return receipt(done)
