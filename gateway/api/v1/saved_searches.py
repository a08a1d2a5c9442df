"""A person's saved search conditions (LI-57)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.api.v1.listings_schemas import text
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.fields import Text
from services.kernel.contracts.listings_personal import (
    DeleteSearchCondition,
    SaveSearchCondition,
    SearchConditions,
)
from services.kernel.contracts.rpc import Refused

operations = Operations("saved-searches", "/saved-searches", "The caller's saved searches.")


class SavedSearchSchema(Schema):
    """A saved search; `open` stands for what is open on the day it is run."""

    condition_id = text()
    name = text()
    saved_at = text()
    conditions = fields.Nested(SearchConditions, required=True)


class SavedSearchesSchema(Schema):
    """All of them."""

    items = fields.List(fields.Nested(SavedSearchSchema), required=True)
    total = fields.Integer(required=True)


class SavedSearchReceiptSchema(Schema):
    """A command that was carried out."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(required=True)
    condition_id = text()


class SavedSearchBody(SaveSearchCondition):
    """What is looked for; without a name it is told by that."""

    name = Text(most=60, one_line=True, load_default="")


@operations.operation("GET", "", who=[Role.INDIVIDUAL], answer=SavedSearchesSchema)
def find_saved_searches() -> Any:
    """Saved searches, newest first."""
    return backend.call("listings", "find_saved_searches")


@operations.operation(
    "POST",
    "",
    who=[Role.INDIVIDUAL],
    body=SavedSearchBody,
    answer=SavedSearchReceiptSchema,
    status=201,
    refuses={403: ["job-seeker-inactive"], 409: ["too-many-saved-conditions"]},
)
def save_search_condition(body: dict[str, Any]) -> Any:
    """Save a search.

    New and amended listings that meet it are told of once each.
    """
    return backend.call("listings", "save_search_condition", body)


@operations.operation(
    "DELETE",
    "/<condition_id>",
    who=[Role.INDIVIDUAL],
    answer=SavedSearchReceiptSchema,
    refuses={404: ["not-found"]},
)
def delete_search_condition(condition_id: str) -> Any:
    """Delete a saved search."""
    if DeleteSearchCondition().validate({"condition_id": condition_id}):
        raise Refused({"code": "not-found", "kind": "not-found"})
    return backend.call("listings", "delete_search_condition", {"condition_id": condition_id})
