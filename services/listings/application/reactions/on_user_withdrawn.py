"""A person leaves the portal: favourites and saved searches go (D-27)."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.personal import favourites as of_favourites
from services.listings.domain.personal import search_conditions as of_conditions
from services.listings.domain.personal.favourites import Favourites
from services.listings.domain.personal.search_conditions import SavedConditions


def on_user_withdrawn(
    favourites: Repository[Favourites],
    conditions: Repository[SavedConditions],
    personal_data: PersonalData,
) -> Reaction:
    """Both in a commit of their own, after the person's key."""

    def handle(event: PublicEvent, trigger: Trigger) -> None:
        person_id = str(event.data["account_id"])
        # the key first: from now on nothing can be saved, and nothing saved can be read
        personal_data.destroy(person_id)
        conditions.change(
            person_id,
            trigger.context("forget_search_conditions"),
            lambda saved: of_conditions.forget(saved, person_id),
        )
        favourites.change(
            person_id,
            trigger.context("forget_favourites"),
            lambda known: of_favourites.forget(known, person_id),
        )

    return Reaction("forget-what-leavers-kept", "identity", ("UserWithdrawn",), handle)
