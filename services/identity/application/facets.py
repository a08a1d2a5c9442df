"""What an account holds besides its role (section 1)."""

from __future__ import annotations

from datetime import datetime

from services.identity.application.job_seeker_answer import seeker_facets
from services.identity.domain.kinds import Standing
from services.identity.domain.organisation.details import OrganisationKind
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.domain import Facet


def facets_of(document: Document, now: datetime) -> list[str]:
    """The facets of the account of this document at this time."""
    organisation = document.get("organisation") or {}
    held = {
        Facet.FULL_ORGANISATION: organisation.get("kind") == OrganisationKind.FULL.value,
        Facet.FULL_REGISTRANT: document["standing"] == Standing.FULL.value,
        Facet.JOCV_VIEW: bool(document.get("jocv_view")),
    }
    return [facet.value for facet, holds in held.items() if holds] + seeker_facets(document, now)
