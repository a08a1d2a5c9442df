"""The way to the provider, to log in (ID-45)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.single_sign_on import LOGIN, Journeys
from services.kernel.eventkit.application.context import Context


@dataclass(frozen=True)
class BeginSingleSignOn:
    pass


def begin_single_sign_on(
    query: BeginSingleSignOn, context: Context, *, journeys: Journeys
) -> dict[str, Any]:
    """Where to go and the ticket to come back with.

    Raises `SingleSignOnNotOffered` and `ProviderAway`.
    """
    return journeys.begin(LOGIN, context.at)
