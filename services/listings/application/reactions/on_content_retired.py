"""Content has left the site: the name of whoever told a story can be read no more."""

from __future__ import annotations

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.listings.domain.editorial.events import ContentRetired


def on_content_retired(personal_data: PersonalData) -> Reaction:
    """Destroys the key of the content, under which nothing but that name is sealed."""

    def handle(recorded: Recorded[ContentRetired], trigger: Trigger) -> None:
        personal_data.destroy(recorded.event.about.content_id)

    return Reaction("destroy-key-of-retired-content", "listings", (ContentRetired,), handle)
