"""How the domain says no: one exception type, four kinds, one unique code per rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar


class Kind(StrEnum):
    """The category of a refusal; the gateway alone knows which HTTP status it becomes."""

    INVALID = "invalid"
    NOT_FOUND = "not-found"
    FORBIDDEN = "forbidden"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field: the code of the broken rule and the numbers its text needs."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


class Refusal(Exception):
    """A rule said no and nothing has changed.

    Subclasses state one rule each: `code` is unique over the whole portal and in kebab case,
    `kind` its category. `fields` names the inputs at fault, `params` fill the placeholders of
    the text that the gateway's catalogue holds for the code in both languages.
    """

    code: ClassVar[str] = "refused"
    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(
        self,
        *,
        fields: Mapping[str, Sequence[FieldProblem]] | None = None,
        **params: str | int,
    ) -> None:
        super().__init__(self.code)
        self.fields: dict[str, tuple[FieldProblem, ...]] = {
            name: tuple(problems) for name, problems in (fields or {}).items()
        }
        self.params: dict[str, str | int] = dict(params)


class InvalidInput(Refusal):
    """One or more fields break a rule of form; `fields` names each with its problems."""

    code = "invalid-input"
    kind = Kind.INVALID


class NotPermitted(Refusal):
    """The role of the caller does not have this function (D-65)."""

    code = "not-permitted"
    kind = Kind.FORBIDDEN


class NotFound(Refusal):
    """There is no such thing, or none that this caller may know of."""

    code = "not-found"
    kind = Kind.NOT_FOUND


class StaleForm(Refusal):
    """The data changed after the form was opened (GW-07, D-64)."""

    code = "stale-form"
    kind = Kind.CONFLICT
