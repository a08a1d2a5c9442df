"""What the columns of a source mean, as an organisation has said it once.

A column without a field is left out. Several columns may give one field: texts stand below each
other under their names, lists and the parts of an id are put together, of everything else the
first one stated counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ImportField(StrEnum):
    """What a column can give; the names are those of a listing's contents where it has them."""

    SOURCE_ID = "source_id"
    TITLE = "title"
    ORGANISATION_NAME = "organisation_name"
    RECRUITING_FIELDS = "recruiting_fields"
    LOCATION_TEXT = "location_text"
    COUNTRY = "country"
    PREFECTURE = "prefecture"
    WORK_START_ON = "work_start_on"
    WORK_END_ON = "work_end_on"
    RECRUITMENT_START_ON = "recruitment_start_on"
    RECRUITMENT_END_ON = "recruitment_end_on"
    APPLICATION_METHOD = "application_method"
    CONDITIONS = "conditions"
    DESCRIPTION = "description"
    CONTACT = "contact"
    SOURCE_URL = "source_url"
    EMPLOYMENT_TYPE = "employment_type"
    REQUIRED_DOCUMENTS = "required_documents"
    LANGUAGES_NEEDED = "languages_needed"
    OCCUPATIONS = "occupations"
    KIND = "kind"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What the columns of one source mean.

    `kind` and `language` hold where no column says otherwise (without language each row is taken
    for what its letters are); `source` is the name of the source, which its ids are unique
    within; `columns` are pairs of column and field; `defaults` stand where a row gives nothing.
    """

    kind: str
    language: str | None
    source: str
    columns: tuple[tuple[str, ImportField], ...]
    defaults: tuple[tuple[ImportField, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportMappingRemembered:
    """An organisation has said what the columns of a source of this shape mean."""

    organisation_id: str
    shape: str
    mapping: ColumnMapping


@dataclass(frozen=True, slots=True)
class RememberedMapping:
    """The last mapping of one organisation and shape, if there is one."""

    mapping: ColumnMapping | None = None


def evolve_mapping(
    remembered: RememberedMapping, event: ImportMappingRemembered
) -> RememberedMapping:
    """What is remembered after an event."""
    return RememberedMapping(event.mapping)


def remember(
    remembered: RememberedMapping, organisation_id: str, shape: str, mapping: ColumnMapping
) -> list[ImportMappingRemembered]:
    """Remembers a mapping in place of the last one; the same again changes nothing."""
    if remembered.mapping == mapping:
        return []
    return [ImportMappingRemembered(organisation_id, shape, mapping)]
