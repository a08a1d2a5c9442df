"""Settings only this service has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class WrongSettings(Exception):
    """The environment cannot be used; the text names every fault."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How long labels last (D-45), and where search indexes are kept."""

    new_days: int = 7
    closing_days: int = 7
    data_dir: Path = Path("var")

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Reads `NEW_DAYS`, `CLOSING_DAYS`, `DATA_DIR`; raises `WrongSettings`."""
        faults: list[str] = []
        new_days = _days(environ, "NEW_DAYS", 7, faults)
        closing_days = _days(environ, "CLOSING_DAYS", 7, faults)
        if faults:
            raise WrongSettings("; ".join(faults))
        return cls(
            new_days=new_days,
            closing_days=closing_days,
            data_dir=Path(environ.get("DATA_DIR") or "var"),
        )


def _days(environ: Mapping[str, str], name: str, default: int, faults: list[str]) -> int:
    text = environ.get(name) or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= 90:
        faults.append(f"{name}: {text!r} is no number of days from 1 to 90")
        return default
    return int(text)
