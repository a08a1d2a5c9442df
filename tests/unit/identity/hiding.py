"""Everything after which a person must not be seen by an organisation any more (ID-44)."""

from __future__ import annotations

from collections.abc import Callable

from services.kernel.eventkit.domain import SYSTEM
from tests.unit.identity.seekers import own
from tests.unit.identity.stage import Stage, as_staff

ORGANISATION = "o-1"
"""The organisation that is blocked."""


def _private(stage: Stage, who: str) -> None:
    own(stage, who, "publish_profile", public=False)


def _blocked(stage: Stage, who: str) -> None:
    payload = {"account_id": who, "organisation_id": ORGANISATION, "blocked": True}
    stage.run("note_organisation_block", payload, SYSTEM)


def _employed(stage: Stage, who: str) -> None:
    own(stage, who, "deactivate_job_seeker", reason="employed")


def _left(stage: Stage, who: str) -> None:
    own(stage, who, "leave", confirmed=True)


def _suspended(stage: Stage, who: str) -> None:
    stage.run("suspend_user", {"account_id": who, "reason": "規約違反"}, as_staff())


def _deceased(stage: Stage, who: str) -> None:
    payload = {"account_id": who, "matched": True, "obituary": "訃報 2024-05-01"}
    stage.run("record_death", payload, as_staff())


def _over_midnight(stage: Stage, who: str) -> None:
    stage.clock.at = stage.clock.at.replace(month=8, day=1)


HIDING: dict[str, Callable[[Stage, str], None]] = {
    "private": _private,
    "blocked": _blocked,
    "inactive": _employed,
    "expired a moment ago": _over_midnight,
    "left": _left,
    "suspended": _suspended,
    "deceased": _deceased,
}
