"""Once per person and listing: the stream itself is keyed by both (AP-09, D-62)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from services.applications.domain.application.drafting import (
    APPLICATIONS_PER_LISTING,
    CancelledTooOften,
)
from services.applications.domain.application.state import Application
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.repository import Changed, Repository


def attempt_id(listing_id: str, person_id: str, attempt: int) -> str:
    """The id of a person's first, second ... application to a listing."""
    return derived_id("application", listing_id, person_id, str(attempt))


def attempt_ids(listing_id: str, person_id: str) -> list[str]:
    """The ids of all applications of a person to a listing that can exist, in order."""
    attempts = range(1, APPLICATIONS_PER_LISTING + 1)
    return [attempt_id(listing_id, person_id, attempt) for attempt in attempts]


def change_attempt(
    applications: Repository[Application],
    listing_id: str,
    person_id: str,
    context: Context,
    decide: Callable[[str, Application], Sequence[Any]],
) -> Changed[Application]:
    """Carries out a command on the application that counts: the first that is not cancelled.

    A cancelled one is final, so going on to the next cannot race with it. `decide` gets the id
    and the state, and raises CancelledTooOften for a cancelled one.
    """
    *earlier, last = attempt_ids(listing_id, person_id)
    for application_id in earlier:
        try:
            return applications.change(
                application_id,
                context,
                lambda state, one=application_id: decide(one, state),  # type: ignore[misc]
            )
        except CancelledTooOften:
            continue
    return applications.change(last, context, lambda state: decide(last, state))
