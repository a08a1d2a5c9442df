"""Where the pieces of a document arrive; what is complete has a file of its own."""

from __future__ import annotations

from services.applications.application.ports import Desk
from services.applications.domain.application.events import DocumentRemoved
from services.kernel.eventkit.application.context import derived_id


def arriving_file(application_id: str, document_id: str) -> str:
    """The file that the pieces of a document are put into."""
    return derived_id("document", application_id, document_id)


def delete_files(desk: Desk, removed: DocumentRemoved) -> None:
    """Deletes the file of a removed document and the pieces it was made of."""
    desk.files.delete(removed.file_id)
    desk.files.delete(arriving_file(removed.application_id, removed.document_id))
