"""What the use cases of reporting need of the world besides the kernel's ports."""

from __future__ import annotations

from typing import Protocol


class Links(Protocol):
    """The personal links of surveys (RE-05)."""

    def token(self, survey_id: str, addressee: str) -> str:
        """The last part of the addressee's link: the same whenever it is asked for."""

    def addressee(self, survey_id: str, token: str) -> str | None:
        """Whose link this is, or None when it was not made here for this survey."""
