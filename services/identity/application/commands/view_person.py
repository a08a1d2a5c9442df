"""The detail page of a person, which is recorded for the talent-viewing survey (ID-51, ID-52)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.shown_person import shown_person
from services.identity.application.talent_viewing import browsing_organisation
from services.identity.domain.account.showing import shown_to
from services.identity.domain.account.state import Account
from services.identity.domain.talent_view import TalentViewed
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound
from services.kernel.eventkit.domain.tokyo import tokyo_date


@dataclass(frozen=True)
class ViewPerson:
    account_id: str


def view_person(
    command: ViewPerson,
    context: Context,
    *,
    accounts: Repository[Account],
    talent_views: Repository[None],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """What the person shows; stores `TalentViewed`.

    Raises `NotPermitted`, `TalentViewingForFullOrganisations`, and `NotFound` for a person who
    is not shown to this organisation, whatever the reason.
    """
    organisation_id = browsing_organisation(context)
    account, _ = accounts.load(command.account_id)
    if not shown_to(account, organisation_id, context.at):
        raise NotFound
    person = shown_person(account, personal_data)
    if person is None:
        raise NotFound
    viewed = TalentViewed(organisation_id, command.account_id, context.actor.id or "", context.at)
    # a stream for each day stays short, and organisations do not wait for each other
    stream = f"{organisation_id}:{tokyo_date(context.at)}"
    return receipt(talent_views.change(stream, context, lambda _: [viewed]), **person)
