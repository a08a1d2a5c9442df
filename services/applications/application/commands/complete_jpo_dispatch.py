"""The end of a JPO dispatch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.domain.jpo.selection import complete_dispatch
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt


@dataclass(frozen=True)
class CompleteJpoDispatch:
    application_id: str


def complete_jpo_dispatch(
    command: CompleteJpoDispatch, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """Two years after the start (AP-56); nothing where it was overtaken. Raises `DispatchNotOver`."""
    done = desk.candidates.change(
        command.application_id,
        context,
        lambda candidate: complete_dispatch(candidate, context.at),
    )
    return receipt(done, application_id=command.application_id)
