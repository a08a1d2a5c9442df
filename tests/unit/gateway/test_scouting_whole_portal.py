"""Scout mails with the real identity beside the real messaging: who must not be written to is not."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import Facet, NotFound
from tests.support.rehearsal import Rehearsal, as_individual, as_organisation, tokyo
from tests.unit.gateway.whole_portal import WholePortal
from tests.unit.identity.browsing import shown
from tests.unit.identity.hiding import HIDING, ORGANISATION

BODY = as_organisation(ORGANISATION)


@pytest.fixture
def portal() -> WholePortal:
    return WholePortal(tokyo(2024, 5, 1, 15))


def messaging(portal: WholePortal) -> Rehearsal:
    return portal.stages["messaging"]


def scout(portal: WholePortal, who: str) -> str:
    """By messaging as it is now, whatever it has or has not heard of identity."""
    mail = {"account_id": who, "language": "ja", "body": "お話を伺えませんか"}
    return str(messaging(portal).run("send_scout_message", mail, BODY)["scout_id"])


@pytest.mark.requirement("ID-44")
@pytest.mark.requirement("ME-11")
@pytest.mark.parametrize("reason", HIDING)
def test_who_must_not_be_seen_is_not_written_to_from_the_acknowledgement_on(
    portal: WholePortal, reason: str
) -> None:
    """Messaging is deaf here: no event of what was acknowledged has reached it."""
    who = shown(portal.identity)
    portal.carry()
    HIDING[reason](portal.identity, who)
    messaging(portal).clock.at = portal.identity.clock.at
    for operation, more in (
        ("get_scout_form", {}),
        ("send_scout_message", {"language": "ja", "body": "お話を伺えませんか"}),
    ):
        with pytest.raises(NotFound):
            messaging(portal).run(operation, {"account_id": who, **more}, BODY)
    assert messaging(portal).published == []
    assert messaging(portal).documents("mailbox") == {}


@pytest.mark.requirement("ME-12")
@pytest.mark.requirement("ME-13")
def test_the_address_disclosed_is_the_registered_one(portal: WholePortal) -> None:
    who = shown(portal.identity, "hanako@example.jp")
    portal.carry()
    scout_id = scout(portal, who)
    me = as_individual(who, Facet.JOB_SEEKER)
    reply: dict[str, Any] = {"scout_id": scout_id, "body": "はい", "disclose_address": True}
    messaging(portal).run("reply_to_scout_message", reply, me)
    opened = messaging(portal).run("open_scout_message", {"scout_id": scout_id}, BODY)
    assert opened["reply"]["reply_address"] == "hanako@example.jp"
    assert opened["user_id"].startswith("U")


@pytest.mark.requirement("ID-44")
def test_a_private_profile_shown_to_one_organisation_is_written_to_by_it_alone(
    portal: WholePortal,
) -> None:
    body = portal.identity.approved_organisation(email="office@kakehashi.example")
    organisation = str(body["organisation_id"])
    who = shown(portal.identity)
    me = as_individual(who)
    portal.identity.run("publish_profile", {"public": False}, me)
    portal.identity.run("show_profile_to", {"organisation_id": organisation}, me)
    portal.carry()
    with pytest.raises(NotFound):
        scout(portal, who)
    mail = {"account_id": who, "language": "ja", "body": "お話を伺えませんか"}
    messaging(portal).run("send_scout_message", mail, as_organisation(organisation))
    assert len(messaging(portal).documents("mailbox")) == 1
