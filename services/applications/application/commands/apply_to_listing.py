"""Form, documents and submission in one command, for callers without pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from services.applications.application.arriving import delete_files
from services.applications.application.attempts import attempt_ids, change_attempt
from services.applications.application.callers import person_of
from services.applications.application.form_input import FormInput, drafting
from services.applications.application.known_listings import known_listing
from services.applications.application.leaving import end_if_left_meanwhile
from services.applications.application.ports import Desk
from services.applications.application.reception import next_reception_id
from services.applications.application.sealing import seal_for
from services.applications.domain.application.documents import (
    attach,
    made_attached,
    remove_document,
)
from services.applications.domain.application.events import DocumentAttached, DocumentRemoved
from services.applications.domain.application.state import Application, evolve
from services.applications.domain.application.submitting import submit
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class ApplyToListing(FormInput):
    documents: tuple[Mapping[str, Any], ...] = ()


def apply_to_listing(command: ApplyToListing, context: Context, *, desk: Desk) -> dict[str, Any]:
    """Applies at once, with documents that fit into one message (AP-01 to AP-12).

    An unfinished draft of the same person and listing is replaced with its documents. Raises
    what drafting, attaching and submitting raise; nothing is left behind then.
    """
    person_id = person_of(context)
    listing = known_listing(desk.views, command.listing_id)
    form = drafting(command, listing, person_id, context, desk)
    reception_id = next_reception_id(desk.numbers)
    documents = _documents(command, context, desk, person_id)

    def decide(application_id: str, application: Application) -> list[Any]:
        events: list[Any] = list(form(application_id, application))
        state = reduce(evolve, events, application)
        for earlier in state.documents:
            events += remove_document(state, earlier.document_id, context.at)
        state = reduce(evolve, events, application)
        for one in documents[application_id]:
            events += attach(state, one, desk.limits)
            state = evolve(state, one)
        events += submit(state, listing, context.actor, reception_id=reception_id, now=context.at)
        # Only now: who repeats the command with other documents changes nothing of what was sent.
        for attached, given in zip(documents[application_id], command.documents, strict=True):
            _put(desk, attached.file_id, person_id, given["data"])
        return events

    done = change_attempt(desk.applications, command.listing_id, person_id, context, decide)
    for event in done.events:
        if isinstance(event, DocumentRemoved):
            delete_files(desk, event)
    end_if_left_meanwhile(done.state.application_id, person_id, context, desk=desk)
    return receipt(
        done,
        application_id=done.state.application_id,
        reception_id=done.state.reception_id,
    )


def _put(desk: Desk, file_id: str, person_id: str, content: bytes) -> None:
    try:
        desk.files.put(file_id, person_id, 0, content)
    except Unreadable:  # left since the form was sealed
        raise NotFound from None


def _documents(
    command: ApplyToListing, context: Context, desk: Desk, person_id: str
) -> dict[str, list[DocumentAttached]]:
    """The documents as they would be attached to each application that may be the one."""
    sealed = [
        seal_for(desk.personal_data, person_id, {"name": one["name"]}) for one in command.documents
    ]
    return {
        application_id: [
            made_attached(
                application_id=application_id,
                document_id=context.id_for(f"document-{index}"),
                file_id=context.id_for(f"file-{index}"),
                details=sealed[index],
                content=one["data"],
                pieces=1,
                fulfils=one.get("fulfils"),
                limits=desk.limits,
                now=context.at,
            )
            for index, one in enumerate(command.documents)
        ]
        for application_id in attempt_ids(command.listing_id, person_id)
    }
