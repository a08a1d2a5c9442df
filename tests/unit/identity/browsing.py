"""Organisations that browse people, and people who are shown or not."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.domain import SYSTEM, NotFound
from tests.unit.identity.seekers import PROFILE, online_seeker, own
from tests.unit.identity.stage import Stage, as_organisation


def organisation(stage: Stage, email: str = "office@kakehashi.example") -> str:
    """A registered organisation that may browse."""
    organisation_id: str = stage.approved_organisation(email=email)["organisation_id"]
    return organisation_id


def shown(stage: Stage, email: str = "hanako@example.jp", **profile: Any) -> str:
    """Somebody whose profile is public."""
    who = online_seeker(stage, email)
    own(stage, who, "update_job_seeker_information", **{**PROFILE, **profile})
    own(stage, who, "publish_profile", public=True)
    return who


def search(stage: Stage, organisation_id: str = "o-1", **asked: Any) -> dict[str, Any]:
    answer: dict[str, Any] = stage.run("search_people", asked, as_organisation(organisation_id))
    return answer


def found(stage: Stage, organisation_id: str = "o-1", **asked: Any) -> list[str]:
    return [one["account_id"] for one in search(stage, organisation_id, **asked)["items"]]


def may_view(stage: Stage, who: str, organisation_id: str = "o-1") -> bool:
    """Whether the detail page opens."""
    payload = {"account_id": who}
    try:
        stage.run("view_person", payload, as_organisation(organisation_id))
    except NotFound:
        return False
    return True


def showing(stage: Stage, who: str, organisation_id: str = "o-1") -> bool:
    """What messaging is told before it writes to somebody; who is gone is not found."""
    payload = {"account_id": who, "organisation_id": organisation_id}
    try:
        answer = stage.run("get_profile_showing", payload, SYSTEM)
    except NotFound:
        return False
    return bool(answer["shown"])
