"""An API key for trying the change feed of the portal on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from deploy.api_keys import add_api_key

NAME = "trial"


def trial_key(folder: Path) -> tuple[Path, Path]:
    """The file with the key in the clear and the gateway's file of hashes, made on first call."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key_file, keys_file = folder / "api-key", folder / "api-keys.json"
    if not (key_file.exists() and keys_file.exists()):
        # Together or not at all: one without the other opens nothing.
        for file in (key_file, keys_file):
            file.unlink(missing_ok=True)
        key = add_api_key(keys_file, NAME)
        with os.fdopen(os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(key + "\n")
    return key_file, keys_file
