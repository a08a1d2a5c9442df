"""Pages that decide something about a person: what is shown next, and what is sent."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from services.kernel.eventkit.domain import Role
from tests.support.rehearsal import as_staff
from tests.unit.gateway.pressing import press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity
from tests.unit.identity.stage import NOON


@pytest.fixture
def services() -> RehearsedIdentity:
    return RehearsedIdentity(NOON)


@pytest.fixture
def office(client: FlaskClient, services: RehearsedIdentity) -> FlaskClient:
    services.sign_in("secretariat")
    client.set_cookie("session", "token")
    return client


@pytest.mark.requirement("GW-41")
@pytest.mark.parametrize("step", ["confirm", "back", ""])
def test_a_page_without_anything_to_fill_in_stays_with_its_confirmation(
    office: FlaskClient, services: RehearsedIdentity, step: str
) -> None:
    who = services.stage.opened()
    stopped = {"account_id": who, "reason": "規約違反"}
    services.stage.run("suspend_user", stopped, as_staff(Role.SECRETARIAT))
    answer = press(office, f"/office/people/{who}/reinstatement", step)
    assert answer.status_code == 200
    assert services.called("identity.reinstate_user") == []
    assert re.search(r'name="_step" value="send"', answer.text)
    done = press(office, f"/office/people/{who}/reinstatement", "send")
    assert done.status_code == 303
    assert len(services.called("identity.reinstate_user")) == 1


@pytest.mark.requirement("GW-41")
@pytest.mark.requirement("ID-22")
def test_a_reason_is_checked_before_the_confirmation(
    office: FlaskClient, services: RehearsedIdentity
) -> None:
    who = services.stage.opened()
    path = f"/office/people/{who}/suspension"
    assert press(office, path, "confirm", reason="").status_code == 422
    looked = press(office, path, "confirm", reason="規約違反")
    assert (looked.status_code, "規約違反" in looked.text) == (200, True)
    assert services.called("identity.suspend_user") == []
    assert press(office, path, "send", reason="").status_code == 422
    assert press(office, path, "send", reason="規約違反").status_code == 303
