"""What the applications service tells of direct applications reaches the validity (AP-14)."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import Facet
from tests.unit.applications.stage import Stage as ApplicationsStage
from tests.unit.identity.seekers import at, online_seeker, settings_of
from tests.unit.identity.stage import Stage, as_individual


@pytest.mark.requirement("AP-14")
@pytest.mark.requirement("ID-34")
@pytest.mark.parametrize(
    ("facets", "month", "day", "valid_until"),
    [
        pytest.param((Facet.JOB_SEEKER,), 6, 30, "2024-07-31", id="before the final month"),
        pytest.param((Facet.JOB_SEEKER,), 7, 1, "2024-08-31", id="first day of it"),
        pytest.param((Facet.JOB_SEEKER,), 7, 31, "2024-08-31", id="last day of it"),
        pytest.param((), 7, 31, "2024-07-31", id="by web"),
    ],
)
def test_a_direct_application_in_the_final_month_extends_the_registration(
    facets: tuple[Facet, ...], month: int, day: int, valid_until: str
) -> None:
    identity, applications = Stage(), ApplicationsStage()
    who = online_seeker(identity)
    at(identity, month, day, 23)
    applications.clock.at = identity.clock.at
    applications.publish_listing(direct_application=True, recruitment_end_on=None)
    applications.apply(as_individual(who, *facets), motivation="経験を生かせるため")

    submitted = applications.published[-1]
    identity.hear("applications", submitted.type, submitted.subject, submitted.data)

    assert settings_of(identity, who)["registration"]["valid_until"] == valid_until
