"""Single sign-on whose answer was lost: asked for again, it has a session that works (ID-45)."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import VISITOR
from tests.unit.identity.credential_happenings import Vouching, returned
from tests.unit.identity.seekers import online_seeker
from tests.unit.identity.stage import PASSWORD, Stage, as_individual


class Offering(Stage):
    single_sign_on = Vouching()


@pytest.mark.requirement("ID-45")
def test_the_token_of_a_login_asked_for_again_is_that_of_its_session() -> None:
    stage = Offering()
    person = as_individual(online_seeker(stage))
    begun = stage.run("begin_single_sign_on_link", {"current_password": PASSWORD}, person)
    stage.run("link_single_sign_on", returned(begun), person)
    back = returned(stage.run("begin_single_sign_on", {}, VISITOR))
    lost, kept = (
        stage.run("finish_single_sign_on", back, VISITOR, command_id="login")["token"]
        for _ in range(2)
    )
    assert stage.run("resolve_session", {"token": kept}, VISITOR)["account_id"] == person.id
    assert stage.refusal("resolve_session", {"token": lost}).code == "session-ended"
