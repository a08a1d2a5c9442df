"""Tables: the same columns for the page, CSV, Excel and JSON (design.md section 10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its cells, and its `label_code` in the catalogue of texts.

    `kind` says how a cell is shown: text, count, day, month or share (0 to 1).
    """

    key: str
    label_code: str
    kind: str = "text"


def table(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The JSON values of a table; every row has exactly the cells of the columns."""
    return {
        "columns": [
            {"key": column.key, "label_code": column.label_code, "kind": column.kind}
            for column in columns
        ],
        "rows": [{column.key: row.get(column.key) for column in columns} for row in rows],
    }


LISTING = (
    Column("data_number", "figures.data-number"),
    Column("title", "figures.listing-title"),
    Column("organisation_name", "figures.organisation-name"),
)
DAY = Column("on", "figures.day", "day")
