"""The registered organisations of JICA, for which its departments post (section 1, D-52)."""

from __future__ import annotations

from services.identity.domain.organisation.details import Category
from services.identity.domain.organisation.organisation import Organisation, OrganisationStatus
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import FieldProblem, InvalidInput


def require_jica_organisation(
    organisation_id: str | None, organisations: Repository[Organisation]
) -> None:
    """Nothing for None. Raises `InvalidInput` for every other organisation."""
    if organisation_id is None:
        return
    known, _ = organisations.load(organisation_id)
    of_jica = known.details is not None and known.details.category is Category.JICA
    if not of_jica or known.status is not OrganisationStatus.REGISTERED:
        problem = FieldProblem("no-organisation-of-jica")
        raise InvalidInput(fields={"organisation_id": (problem,)})
