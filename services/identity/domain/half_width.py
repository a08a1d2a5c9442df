"""Half-width input of login IDs, passwords and addresses (ID-54, D-12)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from services.kernel.eventkit.domain import FieldProblem, InvalidInput

_ADDRESS = re.compile(r"[^@]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}")
ADDRESS_MOST = 254


def problems_of_width(text: str) -> tuple[FieldProblem, ...]:
    """The hint for text with spaces or anything but half-width characters; empty if there is none."""
    if any(character.isspace() for character in text):
        return (FieldProblem("contains-space"),)
    if not all("!" <= character <= "~" for character in text):
        return (FieldProblem("not-half-width"),)
    return ()


def require_half_width(texts: Mapping[str, str]) -> None:
    """Refuses full-width characters and spaces, naming the fields. Raises `InvalidInput`."""
    found = {name: problems_of_width(text) for name, text in texts.items()}
    if any(found.values()):
        raise InvalidInput(fields={name: problems for name, problems in found.items() if problems})


def require_address(field: str, text: str) -> None:
    """Refuses what cannot be a mail address (ID-02). Raises `InvalidInput`."""
    require_half_width({field: text})
    if len(text) > ADDRESS_MOST or not _ADDRESS.fullmatch(text):
        raise InvalidInput(fields={field: (FieldProblem("not-an-address"),)})
