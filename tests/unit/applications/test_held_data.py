"""What this service holds about a person, for the download of everything held."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import NotPermitted
from tests.unit.applications.stage import BODY, HANAKO, TARO, Stage


def test_applications_are_held_about_their_applicant_and_nobody_else() -> None:
    stage = Stage()
    application_id = stage.apply()
    part = stage.run("get_held_data", {}, HANAKO)["parts"][0]
    assert part["name"] == "applications"
    assert [one["application_id"] for one in part["items"]] == [application_id]
    assert part["items"][0]["content"]["applicant_name"]
    assert stage.run("get_held_data", {}, TARO)["parts"][0]["items"] == []
    with pytest.raises(NotPermitted):
        stage.run("get_held_data", {}, BODY)
