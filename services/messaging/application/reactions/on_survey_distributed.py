"""A survey opens: each organisation addressed gets its personal link by mail (RE-05)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.ports import NeighbourAway, Neighbours
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.messaging.application.commands.queue_mail import QueueMail, queue_mail
from services.messaging.application.ports import Office
from services.messaging.domain.mail.events import Template

PAGE = 500


def on_survey_distributed(office: Office) -> Reaction:
    """The reaction, at work in this office."""
    return Reaction(
        name="mail-survey-to-addressees",
        source="reporting",
        types=("SurveyDistributed",),
        handle=partial(_handle, office=office),
    )


def _handle(event: PublicEvent, trigger: Trigger, *, office: Office) -> None:
    survey_id = str(event.data["survey_id"])
    for organisation_id in _addressees(survey_id, office.neighbours):
        command = QueueMail(
            template=Template.SURVEY_OPEN,
            organisation_id=organisation_id,
            references={"survey_id": survey_id, "organisation_id": organisation_id},
        )
        # The organisation tells the mails of one event apart, so a repetition queues no second.
        queue_mail(command, trigger.context("queue_mail", organisation_id), office=office)


def _addressees(survey_id: str, neighbours: Neighbours) -> Iterator[str]:
    """Every addressee once, page by page. Raises `NeighbourAway` also while reporting is behind."""
    after = ""
    while True:
        question = {"survey_id": survey_id, "after": after, "limit": PAGE}
        try:
            found = neighbours.ask("reporting", "find_survey_addressees", question)["items"]
        except Refused as refused:
            # The event can be here before reporting's own projection has seen it.
            raise NeighbourAway(f"reporting: {refused.code}") from None
        if not found:
            return
        for addressee in found:
            after = str(addressee["organisation_id"])
            yield after
