"""Import the occupation classification."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import FieldProblem, InvalidInput
from services.listings.application.import_ports import FileProblem, OccupationReader
from services.listings.domain.occupations.classification import (
    CLASSIFICATION,
    Classification,
    import_classification,
)


@dataclass(frozen=True)
class ImportOccupations:
    """The bytes of the file as base64; with `dry_run` only what would happen is told."""

    content: str
    dry_run: bool


def import_occupations(
    command: ImportOccupations,
    context: Context,
    *,
    classifications: Repository[Classification],
    reader: OccupationReader,
) -> dict[str, Any]:
    """Replaces the classification in force by that of the file, less the rows that are refused.

    The answer counts occupations that are added, removed, changed (in their examples) and
    unchanged, and tells of each refused row. A file without a single good row replaces nothing.
    Raises `InvalidInput`.
    """
    try:
        file = reader(base64.b64decode(command.content, validate=True))
    except (binascii.Error, ValueError):
        raise InvalidInput(fields={"content": (FieldProblem("not-base64"),)}) from None
    before, _ = classifications.load(CLASSIFICATION)
    new = {one.path: one.examples for one in file.occupations}
    old = {one.path: one.examples for one in before.occupations}
    position = 0
    if new and not command.dry_run:
        done = classifications.change(
            CLASSIFICATION, context, lambda held: import_classification(held, file.occupations)
        )
        position = receipt(done)["position"]
    kept = new.keys() & old.keys()
    return {
        "position": position,
        "counts": {
            "added": len(new.keys() - old.keys()),
            "removed": len(old.keys() - new.keys()) if new else 0,
            "changed": sum(new[path] != old[path] for path in kept),
            "unchanged": sum(new[path] == old[path] for path in kept),
            "refused": len({problem.line for problem in file.problems}),
        },
        "problems": [_told(problem) for problem in file.problems],
    }


def _told(problem: FileProblem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "field": problem.field,
        "code": problem.code,
        "params": dict(problem.params),
    }
