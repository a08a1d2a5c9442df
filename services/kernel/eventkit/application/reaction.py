"""Reactions: what a service does because something happened, here or elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context, derived_id


@dataclass(frozen=True, slots=True)
class Reaction:
    """One reaction of one service.

    `source` is the service whose events it follows; `types` are public event names, or, where the
    source is the own service, classes of own events. `handle(occurrence, trigger)` gets the
    `PublicEvent` (or `Recorded`) and builds the contexts of its commands from the trigger. It is
    called at least once; because command ids derive from the event, effects happen once. An
    exception is retried with growing delays, then parked where an operator sees it.
    `name` is stored with checkpoints and command ids: never change it.
    """

    name: str
    source: str
    types: tuple[Any, ...]
    handle: Callable[[Any, Trigger], None]


@dataclass(frozen=True, slots=True)
class Trigger:
    """The occurrence that set a reaction off, as the cause of its commands."""

    reaction: str
    event_id: str
    correlation_id: str
    make_context: Callable[[str, str, str, str], Context]

    def context(self, command: str, item: str = "") -> Context:
        """The context of one command of this reaction; `item` tells several apart."""
        command_id = derived_id(self.reaction, self.event_id, command, item)
        return self.make_context(command, command_id, self.correlation_id, self.event_id)
