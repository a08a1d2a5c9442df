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
from services.kernel.contracts.listings import LANGUAGES

IMPORT_FORMATS = ("auto", "columns", "events-jp", "un-jobs")
"""`auto`: told by the content; `columns`: the same, but never by a form whose columns are known."""

IMPORT_FIELDS = (
    "source_id",
    "title",
    "organisation_name",
    "recruiting_fields",
    "location_text",
    "country",
    "prefecture",
    "work_start_on",
    "work_end_on",
    "recruitment_start_on",
    "recruitment_end_on",
    "application_method",
    "conditions",
    "description",
    "contact",
    "source_url",
    "employment_type",
    "required_documents",
    "languages_needed",
    "occupations",
    "kind",
    "language",
)
"""What a column of a file can give."""

IMPORT_DEFAULTS = (
    "recruiting_fields",
    "location_text",
    "work_start_on",
    "application_method",
    "conditions",
    "contact",
    "employment_type",
)
"""What can be said once for all rows that do not say it."""

IMPORT_BATCH = 100
IMPORT_FILE_BASE64_MOST = 28_000_000


class ImportRowPart(Payload):
    """One row to import; `content` is checked row by row, so that one refusal stops no other.

    `content` has the keys of a listing's contents without `kind`; `recruitment.start_on` may be
    missing (the day of the import). `kind` only where it is not the one of all rows.
    """

    line = Whole(least=1, required=True)
    source_id = Text(most=500, one_line=True, required=True)
    kind = Choice(KINDS, load_default=None, allow_none=True)
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


class MappedColumnPart(Payload):
    """A column and what it gives."""

    column = Text(most=500, one_line=True, required=True)
    field = Choice(IMPORT_FIELDS, required=True)


class MappingDefaultPart(Payload):
    """What holds for rows that do not say it."""

    field = Choice(IMPORT_DEFAULTS, required=True)
    text = Text(most=2_000, required=True)


class MappingPart(Payload):
    """What the columns of a source mean.

    `kind` and `language` hold where no column says otherwise; without language each row is taken
    for what its letters are. `source` names the source, within which its ids are unique. Columns
    that are not named are left out; several may give one field.
    """

    kind = Choice(KINDS, required=True)
    language = Choice(LANGUAGES, load_default=None, allow_none=True)
    source = Text(most=100, one_line=True, required=True)
    columns = Items(Part(MappedColumnPart), least=1, most=300, required=True)
    defaults = Items(Part(MappingDefaultPart), most=len(IMPORT_DEFAULTS), load_default=list)


class ReadImportFile(Payload):
    """Read a file into rows for `import_listings`; `content` is its bytes as base64.

    Without `mapping` the one remembered for the organisation and files of this shape counts,
    otherwise a guess by the names of the columns.
    """

    format = Choice(IMPORT_FORMATS, load_default="auto")
    content = Text(most=IMPORT_FILE_BASE64_MOST, exact=True, required=True)
    file_name = Text(most=300, one_line=True, load_default="")
    organisation_id = Id(most=100, load_default=None, allow_none=True)
    mapping = Part(MappingPart, load_default=None, allow_none=True)


class RememberImportMapping(Payload):
    """Remember what the columns of files of one shape mean, for an organisation."""

    organisation_id = Id(most=100, load_default=None, allow_none=True)
    shape = Text(most=200, one_line=True, required=True)
    mapping = Part(MappingPart, required=True)
