"""The data that all accounts of JICA share (JICA団体情報(共通), ID-79): one stream, one state."""

from __future__ import annotations

from datetime import datetime

from services.identity.domain.organisation.details import JicaCommonData
from services.identity.domain.organisation.events import JicaCommonDataUpdated

NO_COMMON_DATA = JicaCommonData()


def evolve(state: JicaCommonData, event: object) -> JicaCommonData:
    """The fold: the last update counts."""
    return event.common if isinstance(event, JicaCommonDataUpdated) else state


def update(
    state: JicaCommonData, common: JicaCommonData, now: datetime
) -> list[JicaCommonDataUpdated]:
    """Replaces all of it; nothing to do when nothing is different."""
    return [] if common == state else [JicaCommonDataUpdated(common, now)]
