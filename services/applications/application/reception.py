"""Application reception ids (応募受付ID)."""

from __future__ import annotations

from services.kernel.eventkit.application.ports import Numbers


def next_reception_id(numbers: Numbers) -> str:
    """A new reception id, unique for good (AP-10)."""
    return f"AP{numbers.next('applications'):08d}"
