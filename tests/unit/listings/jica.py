"""A JICA department on the stage, posting and approving its own listings (D-52)."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.domain import Actor, Role
from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.listings.stage import content

DEPARTMENT = Actor(Role.JICA_DEPARTMENT, "department-1", "org-1")


def department_posts(stage: Rehearsal, kind: str, on: str = "2024-05-10", **changes: Any) -> str:
    """The id of a listing of the department; public at 22:00 of 10 May unless `on` is later."""
    web = kind != "pre-announcement"
    filled = content(kind=kind, contact="人事部", web_application=web, **changes)
    payload = {"content": filled, "terms_agreed": True, "confirmed": True}
    listing_id = stage.run("request_listing_registration", payload, DEPARTMENT)["listing_id"]
    approval = {"listing_id": listing_id, "reflection_on": on}
    stage.run("approve_listing", approval, DEPARTMENT)
    if on == "2024-05-10":
        stage.until(tokyo(2024, 5, 10, 23))
    return str(listing_id)
