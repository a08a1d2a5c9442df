"""Importing listings of other sources."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.api.v1.listings_schemas import one_of
from gateway.auth.viewer import RECRUITERS, Role
from gateway.backend import backend
from gateway.web.limits import accepts_upload
from services.kernel.contracts.events.listings import KINDS
from services.kernel.contracts.listings_import import (
    ImportListings,
    MappingPart,
    ReadImportFile,
    RememberImportMapping,
)

operations = Operations("listing-imports", "/listing-imports", "Importing listings from files.")

IMPORTING = (RECRUITERS, Role.SECRETARIAT, Role.OPERATOR)
WITHIN_SECONDS = 60.0
MEGABYTES = 28


class ImportProblemSchema(Schema):
    """A broken rule."""

    code = fields.String(required=True)
    params = fields.Dict(keys=fields.String(), required=True)


class ImportOutcomeSchema(Schema):
    """What became of a row."""

    line = fields.Integer(required=True)
    source_id = fields.String(required=True)
    outcome = one_of(("created", "changed", "unchanged", "refused"))
    listing_id = fields.String()
    code = fields.String(metadata={"description": "Why it was refused"})
    fields_ = fields.Dict(
        data_key="fields",
        keys=fields.String(),
        values=fields.List(fields.Nested(ImportProblemSchema)),
    )


class ImportSchema(Schema):
    """What became of each row, or with `dry_run` would become of it."""

    items = fields.List(fields.Nested(ImportOutcomeSchema), required=True)
    total = fields.Integer(required=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    position = fields.Integer(required=True)


class ImportRowSchema(Schema):
    """A row in the form imports take."""

    line = fields.Integer(required=True)
    source_id = fields.String(required=True)
    kind = fields.String(metadata={"enum": [*KINDS], "description": "If it names one itself"})
    content = fields.Dict(keys=fields.String(), required=True)


class UnreadableRowSchema(Schema):
    """A row that cannot be read: line 0 is the whole file, line 1 of a table its header.

    In JSON, feeds and linked data `line` is the number of the entry.
    """

    line = fields.Integer(required=True)
    source_id = fields.String(required=True)
    field = fields.String(required=True)
    code = fields.String(required=True)
    params = fields.Dict(keys=fields.String(), required=True)


class FileColumnSchema(Schema):
    """A column of the file with some of its values."""

    name = fields.String(required=True)
    examples = fields.List(fields.String(), required=True)


class ImportFileSchema(Schema):
    """The rows of a file, and what its columns were taken for."""

    format = fields.String(required=True, metadata={"description": "What the content is"})
    shape = fields.String(
        required=True, metadata={"description": "The same for files with the same columns"}
    )
    source = fields.String(required=True)
    kind = one_of(("", *KINDS))
    columns = fields.List(fields.Nested(FileColumnSchema), required=True)
    mapping = fields.Nested(
        MappingPart,
        required=True,
        allow_none=True,
        metadata={"description": "Null where the form of the file says what its columns mean"},
    )
    rows = fields.List(fields.Nested(ImportRowSchema), required=True)
    problems = fields.List(fields.Nested(UnreadableRowSchema), required=True)
    total = fields.Integer(required=True)


class MappingReceiptSchema(Schema):
    """That a mapping is remembered."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(required=True)


@operations.operation(
    "POST",
    "/readings",
    who=IMPORTING,
    body=ReadImportFile,
    answer=ImportFileSchema,
    refuses={422: ["invalid-input"]},
)
@accepts_upload(MEGABYTES)
def read_import_file(body: dict[str, Any]) -> Any:
    """Read a file.

    JSON, JSON Lines, CSV (UTF-8, Shift_JIS), RSS, Atom and JSON-LD of schema.org (`JobPosting`
    and `Event`, also in an HTML page), told by the content. Gives the rows in the form
    `POST /listing-imports` takes, what cannot be read, and the mapping of columns that was used:
    the one sent, the one remembered, or a guess.
    """
    return backend.call("listings", "read_import_file", body, within=WITHIN_SECONDS)


@operations.operation(
    "POST",
    "/mappings",
    who=IMPORTING,
    body=RememberImportMapping,
    answer=MappingReceiptSchema,
    refuses={404: ["not-found"], 409: ["organisation-not-registered"]},
)
def remember_import_mapping(body: dict[str, Any]) -> Any:
    """Remember a mapping.

    For the next files of this organisation with the same `shape`.
    """
    return backend.call("listings", "remember_import_mapping", body)


@operations.operation(
    "POST",
    "",
    who=IMPORTING,
    body=ImportListings,
    answer=ImportSchema,
    refuses={
        403: ["kind-not-postable"],
        404: ["not-found"],
        409: ["organisation-not-registered"],
    },
)
@accepts_upload(MEGABYTES)
def import_listings(body: dict[str, Any]) -> Any:
    """Import rows.

    At most 100 at once. A new row becomes a registration request, a changed one changes its
    listing, one that is the same as last time changes nothing; a refused row stops no other.
    """
    done = backend.call("listings", "import_listings", body, within=WITHIN_SECONDS)
    backend.positions.wrote("listings", int(done["position"]))
    return done
