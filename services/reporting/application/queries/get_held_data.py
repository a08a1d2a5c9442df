"""What this service holds about the caller, for the download of everything held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context


@dataclass(frozen=True)
class GetHeldData:
    pass


def get_held_data(query: GetHeldData, context: Context) -> dict[str, Any]:
    """Nothing: figures are counted without the persons behind them (RE-24)."""
    return {"parts": []}
