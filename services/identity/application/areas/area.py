"""One area of the service: its use cases, reactions and payload schemas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from services.kernel.eventkit.application.reaction import Reaction


@dataclass(frozen=True)
class Area:
    """Use cases by their modules, in which file, input class, function and schema agree.

    A module has either a function (`log_out`) or a class (`LogInUseCase`); what their
    keyword-only parameters name, `bootstrap.py` hands in. The same goes for the makers of
    reactions.
    """

    schemas: ModuleType
    commands: tuple[ModuleType, ...]
    queries: tuple[ModuleType, ...]
    reactions: tuple[Callable[..., Reaction], ...] = ()
