"""JICA団体情報(共通) for the form of the secretariat (ID-79)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from services.identity.application.instants import text_of
from services.identity.application.organisation_answer import COMMON
from services.identity.domain.organisation.common_data import NO_COMMON_DATA
from services.identity.domain.organisation.details import Category
from services.identity.projections.organisation_changes import JICA
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views


@dataclass(frozen=True)
class GetJicaCommonData:
    pass


def get_jica_common_data(
    query: GetJicaCommonData, context: Context, *, views: Views
) -> dict[str, Any]:
    """The common data, empty before the first update, and how many organisations show them."""
    document = views.get("jica_common", JICA)
    values = document or asdict(NO_COMMON_DATA)
    shown = {"category": Category.JICA.value, "status": {"$in": ["registered", "expired"]}}
    return {
        **{key: values[key] for key in COMMON},
        "version": document["version"] if document else 0,
        "updated_at": text_of(document["updated_at"]) if document else None,
        "organisations": views.count("organisations", shown),
    }
