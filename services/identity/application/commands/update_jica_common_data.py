"""The secretariat updates what all JICA accounts share (JICA団体情報(共通), ID-79)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.organisation.common_data import update
from services.identity.domain.organisation.details import JicaCommonData
from services.identity.projections.organisation_changes import JICA
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class UpdateJicaCommonData:
    name: str
    name_en: str
    address: str
    telephone: str
    activity: str
    website: str = ""
    expected_version: int | None = None


def update_jica_common_data(
    command: UpdateJicaCommonData,
    context: Context,
    *,
    common_data: Repository[JicaCommonData],
    views: Views,
) -> dict[str, Any]:
    """Keeps them once; every JICA account shows them from now on. Raises `StaleForm`."""
    common = JicaCommonData(
        command.name,
        command.name_en,
        command.address,
        command.telephone,
        command.website,
        command.activity,
    )
    done = common_data.change(
        JICA,
        context,
        lambda state: update(state, common, context.at),
        expected_version=command.expected_version,
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
