"""Organisations: their registration and what becomes of it (SM-04)."""

from __future__ import annotations

from services.identity.application.areas.area import Area
from services.identity.application.commands import (
    approve_organisation,
    reject_organisation,
    request_organisation_registration,
)
from services.identity.application.queries import (
    find_organisation_requests,
    find_organisations,
    get_organisation,
)
from services.identity.application.reactions.on_organisation_registered import (
    on_organisation_registered,
)
from services.kernel.contracts import identity

ORGANISATIONS = Area(
    schemas=identity,
    commands=(request_organisation_registration, approve_organisation, reject_organisation),
    queries=(find_organisation_requests, find_organisations, get_organisation),
    reactions=(on_organisation_registered,),
)
