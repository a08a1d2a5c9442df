"""Job-seeker numbers (求職番号): office and running number, unique and for life (ID-31)."""

from __future__ import annotations

from collections.abc import Callable

from services.kernel.eventkit.application.ports import Numbers


def job_seeker_number(numbers: Numbers) -> Callable[[str], str]:
    """Gives the number for the office where a registration begins; it is kept when that changes."""
    return lambda office: f"{office}-{numbers.next('job-seeker'):08d}"


def user_id(numbers: Numbers) -> Callable[[], str]:
    """Gives the user ID (ユーザID) that organisations know a person by (ID-51)."""
    return lambda: f"U{numbers.next('user-id'):07d}"
