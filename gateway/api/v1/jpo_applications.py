"""JPO applications: an applicant's own, and the candidates of the MOFA centre (SM-16)."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from gateway.api.blueprint import Operations
from gateway.api.paging import CursorQuery, cursor_part, cursor_schema, offset_of
from gateway.api.uploads import ANY_BYTES, uploaded
from gateway.api.v1.application_schemas import ApplicationReceiptSchema, ApplicationVersionBody
from gateway.api.v1.jpo_schemas import (
    JpoApplicationBody,
    JpoApplicationSchema,
    JpoCandidateSchema,
    JpoCandidatesQuery,
    JpoDispatchBody,
    JpoExaminationBody,
    JpoFiguresOfCampaignSchema,
    JpoFormSchema,
    JpoListedCandidateSchema,
    JpoNextPostBody,
    JpoNonSelectionBody,
    JpoProofQuery,
    JpoProofReceiptSchema,
    JpoSubmissionReceiptSchema,
)
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.documents.receiving import put_jpo_document
from gateway.documents.sending import JPO_PIECE, document_response
from gateway.web.limits import accepts_upload

operations = Operations("jpo_applications", "/jpo", "Applications to JPO campaigns.")
_MOFA, _MINE = [Role.MOFA], [Role.INDIVIDUAL]
_STATE = ["jpo-candidate-not-in-that-state", "stale-form"]
_CLOSED = ["jpo-round-not-open", "jpo-refused-too-often"]
MEGABYTES = 10


@operations.operation(
    "GET",
    "/campaigns/<campaign_id>/application",
    who=_MINE,
    answer=JpoFormSchema,
    refuses={409: ["jpo-round-not-open"]},
)
def get_jpo_form(campaign_id: str) -> Any:
    """What an application needs.

    The newest round, the proofs that are there, and why not to apply if so.
    """
    return backend.call("applications", "get_jpo_form", _campaign(campaign_id))


@operations.operation(
    "PUT",
    "/campaigns/<campaign_id>/application/documents/<proves>",
    who=_MINE,
    query=JpoProofQuery,
    answer=JpoProofReceiptSchema,
    refuses={
        403: ["job-seeker-inactive"],
        409: [*_CLOSED, "jpo-application-sent", "document-piece-missing"],
        413: ["too-large"],
        422: ["document-empty", "document-too-large", "document-type-not-accepted"],
    },
)
@operations.doc(requestBody=ANY_BYTES)  # type: ignore[untyped-decorator]
@accepts_upload(MEGABYTES)
def put_jpo_document_of_application(query: dict[str, Any], campaign_id: str, proves: str) -> Any:
    """Attach a proof.

    `proves` is `english`, `nationality`, `work` or `degree`; the same again replaces it. The body
    is the file itself with its name as `name`, or `multipart/form-data` with one part `file`.
    """
    content, name = uploaded(query)
    try:
        return put_jpo_document(
            campaign_id[:64], proves[:20], name, content, most=MEGABYTES * 1024 * 1024
        )
    finally:
        request.close()


@operations.operation(
    "POST",
    "/campaigns/<campaign_id>/application",
    who=_MINE,
    body=JpoApplicationBody,
    answer=JpoSubmissionReceiptSchema,
    status=201,
    refuses={
        403: ["job-seeker-inactive"],
        409: [*_CLOSED, "jpo-already-applied"],
        422: ["jpo-conditions-not-met", "jpo-proofs-missing"],
    },
)
def apply_to_jpo_campaign(body: dict[str, Any], campaign_id: str) -> Any:
    """Apply.

    With the proofs attached before, to the open round, once. An application that fails a condition
    is refused with each of them by name and kept as refused; after that it can be made again, at
    most four times a round.
    """
    profile = backend.call("identity", "get_profile")
    own = {"applicant_name": profile["name"], "birth_on": profile["birth_on"]}
    return backend.call(
        "applications", "apply_to_jpo_campaign", {**body, **own, **_campaign(campaign_id)}
    )


@operations.operation(
    "GET",
    "/applications",
    who=_MINE,
    query=CursorQuery,
    answer=cursor_schema(JpoApplicationSchema),
)
def find_my_jpo_applications(query: dict[str, Any]) -> Any:
    """The caller's JPO applications.

    Newest first, also those that were refused.
    """
    part = {"limit": query["limit"], "offset": offset_of(query)}
    return cursor_part(backend.call("applications", "find_my_jpo_applications", part), query)


@operations.operation(
    "GET",
    "/applications/<application_id>",
    who=[Role.INDIVIDUAL, Role.MOFA],
    answer=JpoCandidateSchema,
)
def get_jpo_application(application_id: str) -> Any:
    """One JPO application.

    For its applicant; for the MOFA centre also with its remarks and the arranged destinations.
    """
    mine = current_viewer().role is Role.INDIVIDUAL
    operation = "get_my_jpo_application" if mine else "get_jpo_candidate"
    return backend.call("applications", operation, _one(application_id))


@operations.operation(
    "GET",
    "/applications/<application_id>/documents/<document_id>",
    who=[Role.INDIVIDUAL, Role.MOFA],
)
def get_jpo_document(application_id: str, document_id: str) -> Response:
    """Download a proof.

    For its applicant and for the MOFA centre.
    """
    return document_response(application_id, document_id, JPO_PIECE)


@operations.operation(
    "POST",
    "/applications/<application_id>/declining",
    who=[Role.INDIVIDUAL, Role.MOFA],
    body=ApplicationVersionBody,
    answer=ApplicationReceiptSchema,
    refuses={409: _STATE},
)
def decline_jpo_candidacy(body: dict[str, Any], application_id: str) -> Any:
    """Decline.

    Until the dispatch, by the applicant or by the centre that was told so.
    """
    return _do("decline_jpo_candidacy", body, application_id)


@operations.operation(
    "GET",
    "/campaigns/<campaign_id>/candidates",
    who=_MOFA,
    query=JpoCandidatesQuery,
    answer=cursor_schema(JpoListedCandidateSchema),
)
def find_jpo_candidates(query: dict[str, Any], campaign_id: str) -> Any:
    """Find candidates.

    Of one state or all; `refused` are the eligibility refusals.
    """
    asked = {"state": query["state"]} if query.get("state") else {}
    part = {"limit": query["limit"], "offset": offset_of(query)}
    payload = {**_campaign(campaign_id), **asked, **part}
    return cursor_part(backend.call("applications", "find_jpo_candidates", payload), query)


@operations.operation(
    "GET", "/campaigns/<campaign_id>/figures", who=_MOFA, answer=JpoFiguresOfCampaignSchema
)
def get_jpo_figures(campaign_id: str) -> Any:
    """The figures of a campaign.

    Applicants, dispatched and next posts, counted from its candidates.
    """
    return backend.call("applications", "get_jpo_figures", _campaign(campaign_id))


@operations.operation(
    "POST",
    "/applications/<application_id>/examination",
    who=_MOFA,
    body=JpoExaminationBody,
    answer=ApplicationReceiptSchema,
    refuses={409: _STATE},
)
def record_jpo_examination(body: dict[str, Any], application_id: str) -> Any:
    """Record an examination."""
    return _do("record_jpo_examination", body, application_id)


@operations.operation(
    "POST",
    "/applications/<application_id>/selection",
    who=_MOFA,
    body=ApplicationVersionBody,
    answer=ApplicationReceiptSchema,
    refuses={409: _STATE},
)
def select_jpo_candidate(body: dict[str, Any], application_id: str) -> Any:
    """Select a candidate.

    After the examination.
    """
    return _do("select_jpo_candidate", body, application_id)


@operations.operation(
    "POST",
    "/applications/<application_id>/non-selection",
    who=_MOFA,
    body=JpoNonSelectionBody,
    answer=ApplicationReceiptSchema,
    refuses={409: _STATE},
)
def turn_down_jpo_candidate(body: dict[str, Any], application_id: str) -> Any:
    """Do not select a candidate.

    After reading the documents or after the examination; the remarks stay with the centre.
    """
    return _do("turn_down_jpo_candidate", body, application_id)


@operations.operation(
    "POST",
    "/applications/<application_id>/dispatch",
    who=_MOFA,
    body=JpoDispatchBody,
    answer=ApplicationReceiptSchema,
    refuses={409: _STATE, 422: ["jpo-destination-without-arrangement"]},
)
def record_jpo_dispatch(body: dict[str, Any], application_id: str) -> Any:
    """Record a dispatch.

    To a destination of the campaign; it ends two years after its start by itself.
    """
    return _do("record_jpo_dispatch", body, application_id)


@operations.operation(
    "POST",
    "/applications/<application_id>/next-post",
    who=_MOFA,
    body=JpoNextPostBody,
    answer=ApplicationReceiptSchema,
    refuses={409: _STATE},
)
def record_jpo_next_post(body: dict[str, Any], application_id: str) -> Any:
    """Record a next post.

    In an international organisation, during the dispatch or after it.
    """
    return _do("record_jpo_next_post", body, application_id)


def _do(operation: str, body: dict[str, Any], application_id: str) -> Any:
    return backend.call("applications", operation, {**body, **_one(application_id)})


def _one(application_id: str) -> dict[str, str]:
    return {"application_id": application_id[:64]}


def _campaign(campaign_id: str) -> dict[str, str]:
    return {"campaign_id": campaign_id[:64]}
