"""The table of contents of a service: which commands and queries it offers, and to whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError

from services.kernel.contracts.fields import problems_of
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Clock, IdSource
from services.kernel.eventkit.domain import (
    Actor,
    Facet,
    FieldProblem,
    InvalidInput,
    NotPermitted,
    Role,
)

ANYONE = frozenset(Role)
BEHIND = "behind"
"""In an answer: what the caller's `after` asks for may be missing, and nobody is to keep it."""
Handler = Callable[[Any, Context], Mapping[str, Any]]


class UnknownOperation(Exception):
    """The service has no command or query of this name."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One command or query: its input class and schema, its handler and the roles it is for."""

    name: str
    kind: type[Any]
    schema: Schema
    handler: Handler
    allow: frozenset[Role]
    is_query: bool


def operation_name(kind: type[Any]) -> str:
    """`ApproveListing` is `approve_listing` on the wire."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


class Application:
    """The use cases of one service, by name.

    `command` and `query` register a use case: its input dataclass, the contract schema its
    payload is checked with (keys of the schema = fields of the dataclass), the handler
    `(input, context) -> mapping of JSON values`, and the roles that may call it. Deny by
    default (D-65): the handler still checks facets and ownership.

    `before_query` waits for what the answer must contain; where that was in vain, the answer says
    so under `BEHIND`.
    """

    def __init__(self, name: str, clock: Clock, ids: IdSource) -> None:
        self.name = name
        self.clock = clock
        self.ids = ids
        self.operations: dict[str, Operation] = {}
        self.before_query: Callable[[Context], bool] = lambda context: True

    def command(
        self, kind: type[Any], schema: type[Schema], handler: Handler, allow: Iterable[Role]
    ) -> None:
        """Registers a command; the internal system may always call it."""
        self._register(kind, schema, handler, {*allow, Role.INTERNAL_SYSTEM}, is_query=False)

    def query(
        self, kind: type[Any], schema: type[Schema], handler: Handler, allow: Iterable[Role]
    ) -> None:
        """Registers a query; the internal system may always call it."""
        self._register(kind, schema, handler, {*allow, Role.INTERNAL_SYSTEM}, is_query=True)

    def operation(
        self, name: str, schema: type[Schema], handler: Handler, allow: Iterable[Role]
    ) -> None:
        """Registers something the kernel itself offers; its input stays a plain mapping."""
        self.operations[name] = Operation(
            name, dict, schema(), handler, frozenset(allow), is_query=False
        )

    def _register(
        self,
        kind: type[Any],
        schema: type[Schema],
        handler: Handler,
        allow: set[Role],
        *,
        is_query: bool,
    ) -> None:
        name = operation_name(kind)
        if name in self.operations:
            raise ValueError(f"registered twice: {name}")
        self.operations[name] = Operation(name, kind, schema(), handler, frozenset(allow), is_query)

    def handle(self, name: str, payload: Mapping[str, Any], envelope: Mapping[str, Any]) -> Any:
        """Carries out one call from the wire; raises `Refusal` and nothing else by design."""
        return self.execute(name, payload, self.context(name, envelope))

    def execute(self, name: str, payload: Mapping[str, Any], context: Context) -> Any:
        """Checks role and input, then runs the use case."""
        operation = self.operations.get(name)
        if operation is None:
            raise UnknownOperation(name)
        if context.actor.role not in operation.allow:
            raise NotPermitted
        try:
            loaded = operation.schema.load(payload)
        except ValidationError as error:
            raise InvalidInput(
                fields={
                    field: tuple(FieldProblem(code, params) for code, params in problems)
                    for field, problems in problems_of(error).items()
                }
            ) from None
        current = not operation.is_query or self.before_query(context)
        answer = operation.handler(operation.kind(**loaded), context)
        return answer if current else {**answer, BEHIND: True}

    def context(self, name: str, envelope: Mapping[str, Any]) -> Context:
        """The context of a call from its envelope on the wire; raises `InvalidInput`."""
        try:
            raw = envelope["actor"]
            actor = Actor(
                role=Role(raw["role"]),
                id=raw.get("id"),
                organisation_id=raw.get("organisation_id"),
                facets=frozenset(Facet(facet) for facet in raw.get("facets", ())),
            )
            command_id = str(envelope.get("command_id") or self.ids.new())
            return Context(
                name=name,
                command_id=command_id,
                actor=actor,
                at=self.clock.now(),
                correlation_id=str(envelope.get("correlation_id") or command_id),
                causation_id=envelope.get("causation_id"),
                language="en" if envelope.get("language") == "en" else "ja",
                after=int(envelope.get("after") or 0),
            )
        except (KeyError, ValueError, TypeError, AttributeError):
            raise InvalidInput(fields={"envelope": (FieldProblem("malformed"),)}) from None
