"""Where the parts of the applications service meet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from services.applications.adapters.event_codec import codec
from services.applications.application.commands.apply_to_listing import (
    ApplyToListing,
    apply_to_listing,
)
from services.applications.application.commands.cancel_application import (
    CancelApplication,
    cancel_application,
)
from services.applications.application.commands.change_application_status import (
    ChangeApplicationStatus,
    ChangeApplicationStatuses,
    change_application_status,
    change_application_statuses,
)
from services.applications.application.commands.correct_application_status import (
    CorrectApplicationStatus,
    correct_application_status,
)
from services.applications.application.commands.draft_application import (
    DraftApplication,
    draft_application,
)
from services.applications.application.commands.put_document_piece import (
    PutDocumentPiece,
    put_document_piece,
)
from services.applications.application.commands.remove_document import (
    RemoveDocument,
    remove_document,
)
from services.applications.application.commands.submit_application import (
    SubmitApplication,
    submit_application,
)
from services.applications.application.ports import Desk
from services.applications.application.published_language import publish
from services.applications.application.queries.find_application_counts import (
    FindApplicationCounts,
    find_application_counts,
)
from services.applications.application.queries.find_application_documents import (
    FindApplicationDocuments,
    find_application_documents,
)
from services.applications.application.queries.find_applications_of_listing import (
    FindApplicationsOfListing,
    find_applications_of_listing,
)
from services.applications.application.queries.find_my_applications import (
    FindMyApplications,
    find_my_applications,
)
from services.applications.application.queries.get_application import (
    GetApplication,
    get_application,
)
from services.applications.application.queries.get_application_form import (
    GetApplicationForm,
    get_application_form,
)
from services.applications.application.queries.get_document_piece import (
    GetDocumentPiece,
    get_document_piece,
)
from services.applications.application.queries.get_held_data import GetHeldData, get_held_data
from services.applications.application.queries.get_my_application import (
    GetMyApplication,
    get_my_application,
)
from services.applications.application.reactions.on_candidate_withdrawn import (
    on_candidate_withdrawn,
)
from services.applications.application.reactions.on_selection_ended import on_selection_ended
from services.applications.application.reactions.on_user_withdrawn import on_user_withdrawn
from services.applications.bootstrap_jpo import JPO_PROJECTIONS, jpo_desk, offer_jpo
from services.applications.domain.application.documents import DocumentLimits
from services.applications.domain.application.state import Application as ApplicationState
from services.applications.domain.application.state import evolve
from services.applications.projections.applicants import applicants
from services.applications.projections.applications import applications
from services.applications.projections.listings import listings
from services.applications.settings import Settings
from services.kernel.contracts import applications as schemas
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.domain import Role

ORGANISATIONS = frozenset({Role.ORGANISATION, Role.JICA_DEPARTMENT, Role.HR_DIVISION})


def build(settings: Settings, parts: Parts) -> Service:
    """The applications service on these parts."""
    desk = Desk(
        applications=Repository(
            parts.store, codec, "application", ApplicationState(), evolve, parts.pause
        ),
        views=parts.views,
        personal_data=parts.personal_data,
        files=parts.files,
        numbers=parts.numbers,
        limits=DocumentLimits(settings.document_bytes, settings.documents_per_application),
    )
    application = Application("applications", parts.clock, parts.ids)
    _individuals(application, desk)
    _organisations(application, desk)
    candidates = jpo_desk(parts, codec, desk.limits)
    offer_jpo(application, candidates)
    return Service(
        name="applications",
        application=application,
        codec=codec,
        projections=(listings, applications, applicants, *JPO_PROJECTIONS),
        reactions=(
            on_selection_ended(desk),
            on_user_withdrawn(desk, parts.store),
            on_candidate_withdrawn(candidates, parts.store),
        ),
        publish=publish,
    )


def assemble(parts: Parts, database: Any, environ: Mapping[str, str]) -> Service:
    """The service for a process; it needs nothing of its own from the database."""
    return build(Settings.from_env(environ), parts)


def _individuals(application: Application, desk: Desk) -> None:
    individual = {Role.INDIVIDUAL}
    application.query(
        GetApplicationForm,
        schemas.GetApplicationForm,
        partial(get_application_form, desk=desk),
        allow=individual,
    )
    application.command(
        DraftApplication,
        schemas.DraftApplication,
        partial(draft_application, desk=desk),
        allow=individual,
    )
    application.command(
        PutDocumentPiece,
        schemas.PutDocumentPiece,
        partial(put_document_piece, desk=desk),
        allow=individual,
    )
    application.command(
        RemoveDocument,
        schemas.RemoveDocument,
        partial(remove_document, desk=desk),
        allow=individual,
    )
    application.command(
        SubmitApplication,
        schemas.SubmitApplication,
        partial(submit_application, desk=desk),
        allow=individual,
    )
    application.command(
        ApplyToListing,
        schemas.ApplyToListing,
        partial(apply_to_listing, desk=desk),
        allow=individual,
    )
    application.command(
        CancelApplication,
        schemas.CancelApplication,
        partial(cancel_application, desk=desk),
        allow=individual,
    )
    application.query(
        FindMyApplications,
        schemas.FindMyApplications,
        partial(find_my_applications, desk=desk),
        allow=individual,
    )
    application.query(
        GetMyApplication,
        schemas.GetMyApplication,
        partial(get_my_application, desk=desk),
        allow=individual,
    )


def _organisations(application: Application, desk: Desk) -> None:
    application.query(
        FindApplicationCounts,
        schemas.FindApplicationCounts,
        partial(find_application_counts, desk=desk),
        allow=ORGANISATIONS,
    )
    application.query(
        FindApplicationsOfListing,
        schemas.FindApplicationsOfListing,
        partial(find_applications_of_listing, desk=desk),
        allow=ORGANISATIONS,
    )
    application.query(
        GetApplication,
        schemas.GetApplication,
        partial(get_application, desk=desk),
        allow=ORGANISATIONS | {Role.SECRETARIAT},
    )
    application.query(
        FindApplicationDocuments,
        schemas.FindApplicationDocuments,
        partial(find_application_documents, desk=desk),
        allow=ORGANISATIONS | {Role.SECRETARIAT},
    )
    application.query(
        GetHeldData,
        schemas.GetHeldData,
        partial(get_held_data, desk=desk),
        allow={Role.INDIVIDUAL},
    )
    application.query(
        GetDocumentPiece,
        schemas.GetDocumentPiece,
        partial(get_document_piece, desk=desk),
        allow=ORGANISATIONS | {Role.SECRETARIAT, Role.INDIVIDUAL},
    )
    application.command(
        ChangeApplicationStatus,
        schemas.ChangeApplicationStatus,
        partial(change_application_status, desk=desk),
        allow=ORGANISATIONS,
    )
    application.command(
        ChangeApplicationStatuses,
        schemas.ChangeApplicationStatuses,
        partial(change_application_statuses, desk=desk),
        allow=ORGANISATIONS,
    )
    application.command(
        CorrectApplicationStatus,
        schemas.CorrectApplicationStatus,
        partial(correct_application_status, desk=desk),
        allow={Role.SECRETARIAT},
    )
