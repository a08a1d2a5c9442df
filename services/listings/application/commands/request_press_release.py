"""Ask for publication in the press room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.ownership import recruiter_of
from services.listings.domain.press.release import PressAbout, PressRelease, PressText, request


@dataclass(frozen=True)
class RequestPressRelease:
    """What to tell, in Markdown."""

    title: str
    body: str
    title_en: str
    body_en: str
    url: str | None
    organisation_id: str | None


def request_press_release(
    command: RequestPressRelease,
    context: Context,
    *,
    releases: Repository[PressRelease],
    views: Views,
) -> dict[str, Any]:
    """Files the request (LI-69).

    Raises `OrganisationNotRegistered`, `RegistrationHasLapsed`, `InvalidInput`.
    """
    body = recruiter_of(context, command.organisation_id, views)
    release_id = context.id_for("press-release")
    about = PressAbout(release_id, body.id, body.name, command.title)
    text = PressText(
        command.title, command.body, command.title_en, command.body_en, command.url or None
    )
    done = releases.change(
        release_id, context, lambda release: request(release, about, text, context.at)
    )
    return receipt(done, press_release_id=release_id)
