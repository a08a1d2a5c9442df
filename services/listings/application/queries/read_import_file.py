"""Read a file of listings from elsewhere."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain import FieldProblem, InvalidInput
from services.listings.application.import_ports import FileReader
from services.listings.application.mapping_input import mapping_of, mapping_shown
from services.listings.application.ownership import NAMING, organisation_id_of
from services.listings.projections.import_mappings import mapping_key


@dataclass(frozen=True)
class ReadImportFile:
    """The bytes as base64, how to read them and for whom; see the payload schema."""

    format: str
    content: str
    file_name: str
    organisation_id: str | None
    mapping: Mapping[str, Any] | None


def read_import_file(
    query: ReadImportFile, context: Context, *, reader: FileReader, views: Views
) -> dict[str, Any]:
    """The rows in the form `import_listings` takes, and the refused ones by line, field and rule.

    With them the columns of the file, and what they were taken for: `mapping` is None where the
    form of the file says it. Staff who name no organisation get nothing that is remembered.
    """
    try:
        content = base64.b64decode(query.content, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput(fields={"content": (FieldProblem("not-base64"),)}) from None
    for_nobody = context.actor.role in NAMING and not query.organisation_id
    owner = None if for_nobody else organisation_id_of(context, query.organisation_id)

    given = mapping_of(query.mapping) if query.mapping else None
    file = reader(content, query.format, given)
    if given is None and file.mapping is not None and owner:
        known = views.get("import_mappings", mapping_key(owner, file.shape))
        if known is not None:
            file = reader(content, query.format, mapping_of(known["mapping"]))
    return {
        "format": file.form,
        "shape": file.shape,
        "source": file.source,
        "kind": file.kind,
        "columns": [{"name": one.name, "examples": list(one.examples)} for one in file.columns],
        "mapping": mapping_shown(file.mapping) if file.mapping else None,
        "rows": [
            {"line": row.line, "source_id": row.source_id, "content": dict(row.content)}
            | ({"kind": row.kind} if row.kind else {})
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
