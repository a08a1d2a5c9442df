"""What only reporting needs of its environment."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field

from services.kernel.eventkit.privacy.keys import master_key
from services.kernel.eventkit.settings import FaultySettings


@dataclass(frozen=True, slots=True)
class Settings:
    """`link_key` signs the personal links of surveys."""

    link_key: bytes = field(repr=False)

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Derives the key from the master key of `MASTER_KEY_FILE`; raises `FaultySettings`."""
        path = environ.get("MASTER_KEY_FILE", "")
        if not path:
            raise FaultySettings(["MASTER_KEY_FILE is not set"])
        try:
            master = master_key(path)
        except (OSError, ValueError) as error:
            raise FaultySettings([f"MASTER_KEY_FILE cannot be used: {error}"]) from None
        purpose = b"kakehashi reporting survey links 1"
        return cls(link_key=hmac.new(master, purpose, hashlib.sha256).digest())
