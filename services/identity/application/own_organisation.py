"""For which organisation a caller acts: an organisation for itself, the secretariat for any."""

from __future__ import annotations

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, NotFound, Role


def organisation_of(context: Context, named: str | None) -> str:
    """The id of the organisation concerned.

    Raises `NotFound` for somebody else's, `InvalidInput` when the secretariat names none.
    """
    own = context.actor.organisation_id
    if context.actor.role is Role.ORGANISATION:
        if own is None or named not in (None, "", own):
            raise NotFound
        return own
    if not named:
        raise InvalidInput(fields={"organisation_id": (FieldProblem("required"),)})
    return named


def by_office(context: Context) -> bool:
    """Whether the secretariat acts, on a mail it received."""
    return context.actor.role is not Role.ORGANISATION
