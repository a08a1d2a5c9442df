"""Content, library and FAQ (LI-66 to LI-72, LI-81, LI-83)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.auth.allow import ANYONE
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.listings_content import (
    DraftContent,
    FindContents,
    GetContent,
    PublishContent,
    RetireContent,
    ReviseContent,
)

operations = Operations("contents", "/contents", "Texts of the portal in their versions.")
EDITORS = (Role.SECRETARIAT, Role.MOFA)
_OTHERS = {403: ["content-kind-of-others"]}


class ContentTellerSchema(Schema):
    """Who tells an experience story."""

    name = fields.String(required=True)
    organisation = fields.String(required=True)
    duty_station = fields.String(required=True)
    post = fields.String(required=True)
    jpo_year = fields.Integer(required=True, allow_none=True)


class ContentVersionSchema(Schema):
    """One version; lists leave the bodies out, except those of FAQ entries."""

    title = fields.String(required=True)
    summary = fields.String(required=True)
    body = fields.String()
    title_en = fields.String(required=True)
    summary_en = fields.String(required=True)
    body_en = fields.String()
    category = fields.String(required=True)
    order = fields.Integer(required=True)
    edition = fields.Integer(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    teller = fields.Nested(ContentTellerSchema, required=True, allow_none=True)


class ContentItemSchema(Schema):
    """A piece of content in its newest version; `code` names the place of a page."""

    content_id = fields.String(required=True)
    kind = fields.String(required=True)
    audience = fields.String(required=True)
    code = fields.String(required=True, allow_none=True)
    state = fields.String(required=True)
    published_at = fields.String(required=True, allow_none=True)
    updated_at = fields.String(required=True)
    version = fields.Integer(required=True)
    content = fields.Nested(ContentVersionSchema, required=True)


class ContentVersionNameSchema(Schema):
    """One of the versions there are."""

    number = fields.Integer(required=True)
    at = fields.String(required=True)
    title = fields.String(required=True)
    edition = fields.Integer(required=True, allow_none=True)


class ContentSchema(ContentItemSchema):
    """A piece of content in the version asked for."""

    number = fields.Integer(required=True)
    versions = fields.List(fields.Nested(ContentVersionNameSchema), required=True)


class ContentsPageSchema(Schema):
    """A page of content."""

    items = fields.List(fields.Nested(ContentItemSchema), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    per_page = fields.Integer(required=True)


class ContentReceiptSchema(Schema):
    """A command that was carried out."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(required=True)
    content_id = fields.String(required=True)


class ContentNumberQuery(GetContent):
    """Which version; the newest without a number."""

    class Meta:
        exclude = ("content_id", "code")


class ContentPublicationBody(PublishContent):
    """That it was checked, and what the check has corrected."""

    class Meta:
        exclude = ("content_id",)


class ContentRevisionBody(ReviseContent):
    """The new version."""

    class Meta:
        exclude = ("content_id",)


class ContentRetirementBody(RetireContent):
    """Refused when the content has changed since this version."""

    class Meta:
        exclude = ("content_id",)


@operations.operation("GET", "", who=[ANYONE], query=FindContents, answer=ContentsPageSchema)
def find_contents(query: dict[str, Any]) -> Any:
    """Find content.

    Public content by category and order; its editors may ask for other states.
    """
    return backend.call("listings", "find_contents", query)


@operations.operation(
    "GET", "/<content_id>", who=[ANYONE], query=ContentNumberQuery, answer=ContentSchema
)
def get_content(query: dict[str, Any], content_id: str) -> Any:
    """One piece of content.

    Of the library every edition is public, of other content the newest version.
    """
    return backend.call("listings", "get_content", {**query, "content_id": content_id[:100]})


@operations.operation(
    "POST",
    "",
    who=EDITORS,
    body=DraftContent,
    answer=ContentReceiptSchema,
    status=201,
    refuses={**_OTHERS, 409: ["content-exists"], 422: ["content-place-unknown"]},
)
def draft_content(body: dict[str, Any]) -> Any:
    """Draft content.

    It is public after it was checked and published.
    """
    return backend.call("listings", "draft_content", body)


@operations.operation(
    "POST",
    "/<content_id>/publication",
    who=EDITORS,
    body=ContentPublicationBody,
    answer=ContentReceiptSchema,
    refuses={
        **_OTHERS,
        409: ["content-not-a-draft", "content-is-retired", "stale-form"],
        422: ["content-not-checked"],
    },
)
def publish_content(body: dict[str, Any], content_id: str) -> Any:
    """Publish a draft.

    `checked` says that somebody has read it.
    """
    return backend.call("listings", "publish_content", {**body, "content_id": content_id[:100]})


@operations.operation(
    "PUT",
    "/<content_id>",
    who=EDITORS,
    body=ContentRevisionBody,
    answer=ContentReceiptSchema,
    refuses={
        **_OTHERS,
        409: ["content-not-published", "content-is-retired", "stale-form"],
        422: ["library-edition-not-newer"],
    },
)
def revise_content(body: dict[str, Any], content_id: str) -> Any:
    """Revise content.

    Earlier versions are kept; of the library it is the edition of a later year.
    """
    return backend.call("listings", "revise_content", {**body, "content_id": content_id[:100]})


@operations.operation(
    "POST",
    "/<content_id>/retirement",
    who=EDITORS,
    body=ContentRetirementBody,
    answer=ContentReceiptSchema,
    refuses={**_OTHERS, 409: ["content-not-published", "stale-form"]},
)
def retire_content(body: dict[str, Any], content_id: str) -> Any:
    """Retire content.

    For good. A draft is discarded, unless it is that of a fixed place.
    """
    return backend.call("listings", "retire_content", {**body, "content_id": content_id[:100]})
