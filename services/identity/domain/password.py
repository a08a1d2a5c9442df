"""The strength of a password that somebody chooses (D-16)."""

from __future__ import annotations

import re

from services.identity.domain.half_width import problems_of_width
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import FieldProblem, InvalidInput


def require_strong(field: str, password: str, rules: Rules) -> None:
    """8 to 64 half-width characters with letter and digit. Raises `InvalidInput`."""
    problems = list(problems_of_width(password))
    if not rules.password_least <= len(password) <= rules.password_most:
        problems.append(
            FieldProblem(
                "password-length", {"least": rules.password_least, "most": rules.password_most}
            )
        )
    if not (re.search("[A-Za-z]", password) and re.search("[0-9]", password)):
        problems.append(FieldProblem("password-needs-letter-and-digit"))
    if problems:
        raise InvalidInput(fields={field: tuple(problems)})


def require_new(field: str, password: str, current: str, *, temporary: bool) -> None:
    """Refuses the temporary or the current password as the new one. Raises `InvalidInput`."""
    if password == current:
        code = "password-same-as-temporary" if temporary else "password-same-as-current"
        raise InvalidInput(fields={field: (FieldProblem(code),)})
