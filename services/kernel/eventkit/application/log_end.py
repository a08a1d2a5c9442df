"""Waiting until the own projections show everything there is."""

from __future__ import annotations

from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT
from services.kernel.eventkit.application.ports import EventStore, NeighbourAway, Views

PATIENCE_SECONDS = 5.0


def wait_for_log_end(store: EventStore, views: Views) -> None:
    """Returns when the projections have reached the end that the log has now.

    For reactions that have made an end to something, such as a person's key, and then look for
    what came before. Raises `NeighbourAway`, so that they are tried again.
    """
    end = (store.last_position() + 1) * EVENTS_PER_COMMIT - 1
    if not views.wait_for(end, seconds=PATIENCE_SECONDS):
        raise NeighbourAway("the projections are behind the log")
