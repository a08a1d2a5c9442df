"""Read a file of listings from elsewhere."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import FieldProblem, InvalidInput
from services.listings.application.ports import ImportReader


@dataclass(frozen=True)
class ReadImportFile:
    """The format and the bytes as base64."""

    format: str
    content: str
    file_name: str


def read_import_file(
    query: ReadImportFile, context: Context, *, readers: Mapping[str, ImportReader]
) -> dict[str, Any]:
    """The rows in the form `import_listings` takes, and the refused ones by line, field and rule."""
    try:
        content = base64.b64decode(query.content, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput(fields={"content": (FieldProblem("not-base64"),)}) from None
    file = readers[query.format](content)
    return {
        "source": file.source,
        "kind": file.kind,
        "rows": [
            {"line": row.line, "source_id": row.source_id, "content": dict(row.content)}
            for row in file.rows
        ],
        "problems": [
            {
                "line": problem.line,
                "source_id": problem.source_id,
                "field": problem.field,
                "code": problem.code,
                "params": dict(problem.params),
            }
            for problem in file.problems
        ],
        "total": len(file.rows) + len(file.problems),
    }
