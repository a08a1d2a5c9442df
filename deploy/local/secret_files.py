"""Secrets of one installation: made once at random, readable by their owner only."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

_BYTES = 32


def secret_file(folder: Path, name: str) -> Path:
    """The file of that secret, 32 random bytes in base64, made on the first call."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / name
    if not file.exists():
        draft = folder / f".{name}"
        draft.unlink(missing_ok=True)
        # Written beside and renamed: a start that is cut off leaves no half of a key behind.
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(base64.b64encode(secrets.token_bytes(_BYTES)) + b"\n")
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    return file


def password(folder: Path, name: str) -> str:
    """The secret of that name in letters that may stand in a URI."""
    return base64.b64decode(secret_file(folder, name).read_text()).hex()
