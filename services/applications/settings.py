"""What the applications service is told from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.kernel.eventkit.settings import FaultySettings


@dataclass(frozen=True, slots=True)
class Settings:
    """The configurable numbers of D-61."""

    document_bytes: int = 10 * 1024 * 1024
    documents_per_application: int = 10

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Reads DOCUMENT_BYTES and DOCUMENTS_PER_APPLICATION; raises FaultySettings."""
        values = {
            "document_bytes": environ.get("DOCUMENT_BYTES", str(cls().document_bytes)),
            "documents_per_application": environ.get(
                "DOCUMENTS_PER_APPLICATION", str(cls().documents_per_application)
            ),
        }
        faults = [
            f"{name.upper()} must be a whole number from 1, not {text!r}"
            for name, text in values.items()
            if not text.isascii() or not text.isdigit() or int(text) < 1
        ]
        if faults:
            raise FaultySettings(faults)
        return cls(**{name: int(text) for name, text in values.items()})
