"""When an organisation leaves, what its people wrote freely becomes unreadable."""

from __future__ import annotations

from functools import partial

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.reporting.projections.about import about


def forget_texts(event: PublicEvent, trigger: Trigger, *, personal_data: PersonalData) -> None:
    """Destroys the key under which the organisation's free texts are sealed; the counts stay."""
    personal_data.destroy(about("organisation_id")(event))


def on_organisation_withdrawn(personal_data: PersonalData) -> Reaction:
    """The reaction to `OrganisationWithdrawn`."""
    return Reaction(
        name="forget-texts-of-organisation",
        source="identity",
        types=("OrganisationWithdrawn",),
        handle=partial(forget_texts, personal_data=personal_data),
    )
