"""What importing needs of the readers of files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any, Protocol

from services.listings.domain.importing.mapping import ColumnMapping
from services.listings.domain.occupations.classification import Occupation

AUTOMATIC = "auto"
"""The form of a file is told by its content."""

COLUMNS = "columns"
"""The same, but what its columns mean is always up to the mapping."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of an import file that can be read, in the form `import_listings` takes.

    `line` is the line of the file or, in forms where lines mean nothing, the number of the
    entry; without `kind` the row has the kind of its file.
    """

    line: int
    source_id: str
    content: Mapping[str, Any]
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Why a row, or with line 0 the whole file, cannot be imported: the field and the rule."""

    line: int
    source_id: str
    field: str
    code: str
    params: Mapping[str, str | int] = default(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a file, with a few of the values in it."""

    name: str
    examples: Sequence[str]


@dataclass(frozen=True, slots=True)
class ImportFile:
    """What a file holds: importable rows, refused ones, and the kind they are meant to become.

    `shape` is the same for files whose columns can be expected to mean the same; without
    `mapping` what they mean is known from the form.
    """

    source: str
    kind: str
    rows: Sequence[FileRow]
    problems: Sequence[FileProblem]
    form: str = ""
    shape: str = ""
    columns: Sequence[FileColumn] = ()
    mapping: ColumnMapping | None = None


class KnownFormReader(Protocol):
    """Reads the one form of files it knows; a pure function of the bytes."""

    def __call__(self, content: bytes) -> ImportFile:
        """The rows of the file and what is wrong with the others."""


class FileReader(Protocol):
    """Reads import files of every form; a pure function of what it is given."""

    def __call__(self, content: bytes, form: str, mapping: ColumnMapping | None) -> ImportFile:
        """The file by `mapping`, otherwise by a guess from the names of its columns."""


@dataclass(frozen=True, slots=True)
class OccupationFile:
    """What a file of the occupation classification holds, and the rows that are refused."""

    occupations: tuple[Occupation, ...]
    problems: Sequence[FileProblem]


class OccupationReader(Protocol):
    """Reads a file of the occupation classification; a pure function of the bytes."""

    def __call__(self, content: bytes) -> OccupationFile:
        """The occupations of the file and what is wrong with its other rows."""
