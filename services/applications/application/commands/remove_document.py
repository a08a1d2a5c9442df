"""Taking a document out of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.arriving import delete_files
from services.applications.application.callers import person_of
from services.applications.application.ports import Desk
from services.applications.domain.application import documents
from services.applications.domain.application.events import DocumentRemoved
from services.applications.domain.application.state import Application, check_applicants_own
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt


@dataclass(frozen=True)
class RemoveDocument:
    application_id: str
    document_id: str


def remove_document(command: RemoveDocument, context: Context, *, desk: Desk) -> dict[str, Any]:
    """Removes a document, complete or not. Raises NotFound, ApplicationAlreadySubmitted."""
    person_id = person_of(context)

    def decide(application: Application) -> list[DocumentRemoved]:
        check_applicants_own(application, person_id)
        return documents.remove_document(application, command.document_id, context.at)

    done = desk.applications.change(command.application_id, context, decide)
    for removed in done.events:
        if done.state.document(command.document_id) is None:
            delete_files(desk, removed)
    return receipt(done, application_id=command.application_id)
