"""From a checked payload to what the columns of a source mean, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.listings.domain.importing.mapping import ColumnMapping, ImportField


def mapping_of(given: Mapping[str, Any]) -> ColumnMapping:
    """The mapping as stated; of a column that comes twice the last field counts."""
    columns = {one["column"]: ImportField(one["field"]) for one in given["columns"]}
    defaults = {ImportField(one["field"]): one["text"] for one in given["defaults"]}
    return ColumnMapping(
        given["kind"],
        given["language"],
        given["source"],
        tuple(columns.items()),
        tuple(defaults.items()),
    )


def mapping_shown(mapping: ColumnMapping) -> dict[str, Any]:
    """The mapping in the form of the payload."""
    return {
        "kind": mapping.kind,
        "language": mapping.language,
        "source": mapping.source,
        "columns": [{"column": name, "field": field.value} for name, field in mapping.columns],
        "defaults": [{"field": field.value, "text": text} for field, text in mapping.defaults],
    }
