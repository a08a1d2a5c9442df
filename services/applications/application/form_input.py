"""The application form, as it is filled in by itself or together with all the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.applications.application.ports import Desk
from services.applications.application.sealing import seal_form
from services.applications.domain.application.drafting import draft
from services.applications.domain.application.events import (
    ApplicationDrafted,
    ApplicationDraftRevised,
)
from services.applications.domain.application.routes import route_for
from services.applications.domain.application.state import Application
from services.applications.domain.listing import KnownListing
from services.kernel.eventkit.application.context import Context

Drafting = Callable[[str, Application], list[ApplicationDrafted | ApplicationDraftRevised]]


@dataclass(frozen=True)
class FormInput:
    """What a person enters; the commands that carry it add what is their own."""

    listing_id: str
    applicant_name: str
    confirmations: tuple[str, ...] = ()
    remarks: str = ""
    direct: bool = False
    motivation: str = ""


def drafting(
    given: FormInput, listing: KnownListing, person_id: str, context: Context, desk: Desk
) -> Drafting:
    """Seals the texts now; the answer drafts, or revises the draft of, an application by its id.

    It raises what `draft` raises, and this NotFound when the person has left.
    """
    route = route_for(listing, context.actor, direct=given.direct)
    content = seal_form(
        desk.personal_data,
        person_id,
        applicant_name=given.applicant_name,
        remarks=given.remarks,
        motivation=given.motivation,
    )

    def decide(
        application_id: str, application: Application
    ) -> list[ApplicationDrafted | ApplicationDraftRevised]:
        return draft(
            application,
            listing,
            context.actor,
            application_id=application_id,
            person_id=person_id,
            route=route,
            motivated=bool(given.motivation),
            confirmations=tuple(given.confirmations),
            content=content,
            now=context.at,
        )

    return decide
