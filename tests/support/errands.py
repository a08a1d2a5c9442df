"""A third small service for the kernel's tests: calls that take time, fail or answer oddly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from services.kernel.contracts.fields import Payload, Text, Whole
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.domain import Role


@dataclass(frozen=True)
class RunErrand:
    milliseconds: int
    name: str
    ending: str


class RunErrandPayload(Payload):
    milliseconds = Whole(load_default=0)
    name = Text(load_default="", most=50)
    ending = Text(load_default="", most=50)


def run_errand(
    command: RunErrand, context: Context, *, parts: Parts, database: Any
) -> dict[str, Any]:
    if command.name:
        database["errands"].insert_one({"name": command.name, "what": "begun"})
    parts.pause(command.milliseconds / 1000)
    if command.ending == "raise":
        raise ValueError("山田太郎 is not to be heard of elsewhere")
    if command.name:
        database["errands"].insert_one({"name": command.name, "what": "done"})
    return {"odd": object()} if command.ending == "odd" else {"done": command.name}


def assemble(parts: Parts, database: Any, environ: Mapping[str, str]) -> Service:
    application = Application("errands", parts.clock, parts.ids)
    handler = partial(run_errand, parts=parts, database=database)
    application.command(RunErrand, RunErrandPayload, handler, frozenset(Role))
    return Service("errands", application, EventCodec(), (), (), lambda recorded: None)
