"""API keys of internal systems: made here, known to the gateway by their hash only.

The file is the gateway's API_KEYS_FILE: `[{"name", "sha256", "scopes": [...]}]`. Whoever reads it
cannot use the API with it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SCOPES = ("events:read",)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class BadApiKey(Exception):
    """The name, a scope or the file does not do; the message says which."""


def add_api_key(file: Path, name: str, scopes: Sequence[str] = SCOPES) -> str:
    """Adds a key to the file, which is made where there is none, and returns it in the clear.

    It is stored nowhere else. Raises `BadApiKey` also for a name that has a key already.
    """
    if not _NAME.fullmatch(name):
        raise BadApiKey(f"a name has small letters, digits and hyphens only: {name!r}")
    if unknown := sorted(set(scopes) - set(SCOPES)):
        raise BadApiKey(f"no such scope: {', '.join(unknown)}")
    known = _read(file)
    if any(one["name"] == name for one in known):
        raise BadApiKey(f"{name} has a key already; take its entry out of {file} first")
    key = f"kk_{secrets.token_urlsafe(32)}"
    digest = hashlib.sha256(key.encode()).hexdigest()
    _write(file, [*known, {"name": name, "sha256": digest, "scopes": sorted(set(scopes))}])
    return key


def _read(file: Path) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    try:
        known = json.loads(file.read_text())
        names = [one["name"] for one in known]
    except (ValueError, TypeError, KeyError):
        raise BadApiKey(f"{file} is no list of keys") from None
    return known if names else []


def _write(file: Path, keys: list[dict[str, Any]]) -> None:
    """At once or not at all: the gateway must never read half of it."""
    draft = file.with_name(f".{file.name}.new")
    # Who could read it can read it still: in a container the gateway is a user of its own.
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o600
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(keys, out, indent=2)
        out.write("\n")
        out.flush()
        os.fchmod(out.fileno(), mode)
        os.fsync(out.fileno())
    draft.replace(file)
