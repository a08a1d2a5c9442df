"""Payloads of importing listings from files."""

from __future__ import annotations

from marshmallow import fields as plain

from services.kernel.contracts.events.listings import KINDS
from services.kernel.contracts.fields import (
    Choice,
    Id,
    Items,
    Part,
    Payload,
    Text,
    Truth,
    Whole,
)

IMPORT_FORMATS = ("events-jp", "un-jobs")
IMPORT_BATCH = 100
IMPORT_FILE_BASE64_MOST = 28_000_000


class ImportRowPart(Payload):
    """One row to import; `content` is checked row by row, so that one refusal stops no other.

    `content` has the keys of a listing's contents without `kind`; `recruitment.start_on` may be
    missing (the day of the import).
    """

    line = Whole(least=1, required=True)
    source_id = Text(most=500, one_line=True, required=True)
    content = plain.Dict(
        keys=plain.String(),
        required=True,
        error_messages={"invalid": "invalid", "required": "required", "null": "required"},
    )


class ImportListings(Payload):
    """Import rows as listings of one kind; with `dry_run` only tell what would happen."""

    organisation_id = Id(most=100, load_default=None, allow_none=True)
    kind = Choice(KINDS, required=True)
    source = Text(most=100, one_line=True, required=True)
    rows = Items(Part(ImportRowPart), least=1, most=IMPORT_BATCH, required=True)
    dry_run = Truth(load_default=False)


class ReadImportFile(Payload):
    """Read a file into rows for `import_listings`; `content` is its bytes as base64."""

    format = Choice(IMPORT_FORMATS, required=True)
    content = Text(most=IMPORT_FILE_BASE64_MOST, exact=True, required=True)
    file_name = Text(most=300, one_line=True, load_default="")
