"""The edge of an organisation's validity while the news of its lapse is under way (ID-82, D-38)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.kernel.eventkit.domain.tokyo import moment
from tests.unit.identity.stage import Stage, as_organisation, as_staff


@pytest.mark.requirement("ID-82")
def test_after_the_last_day_only_the_secretariat_extends_also_before_the_lapse_is_recorded(
    stage: Stage,
) -> None:
    organisation_id = stage.active_organisation()["organisation_id"]
    last = date.fromisoformat(stage.documents("organisations")[organisation_id]["valid_until"])
    stage.clock.at = moment(last + timedelta(days=1))
    own = as_organisation(organisation_id)
    refused = stage.refusal("extend_organisation", {}, own)
    assert refused.code == "organisation-extension-not-open"
    named = {"organisation_id": organisation_id}
    assert stage.run("extend_organisation", named, as_staff())["valid_until"] > last.isoformat()
