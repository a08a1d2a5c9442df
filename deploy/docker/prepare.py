"""Makes the secrets of an installation in containers: `python -m deploy.docker.prepare`.

Writes `.env` from `.env.example` with random passwords where it has none, and the key files under
`secrets/`. What is there already stays.
"""

from __future__ import annotations

import base64
import os
import re
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
_EMPTY_PASSWORD = re.compile(r"^((?:BROKER|DATABASE)_PASSWORD\w*)=$", re.MULTILINE)

# Bytes of each key file; MongoDB takes at most 1024 characters.
KEY_FILES = {"master-key": 32, "gateway-secret": 48, "mongo-key": 512}

# What is written into later, for a container mounts only what exists: the secret that a provider
# gave, and the keys of internal systems (`python -m deploy.ops api-key`), of which there are none yet.
GIVEN_FILES = {"sso-client-secret": "", "api-keys": "[]\n"}


def filled(template: str) -> str:
    """The settings with a random password wherever one is missing."""
    return _EMPTY_PASSWORD.sub(lambda found: f"{found[1]}={secrets.token_hex(24)}", template)


def prepare(root: Path) -> list[str]:
    """Writes what is missing and returns the names of what it wrote."""
    written = []
    settings = root / ".env"
    if not settings.exists():
        _write(settings, filled((root / ".env.example").read_text()), 0o600)
        written.append(".env")
    folder = root / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, size in KEY_FILES.items():
        if not (folder / name).exists():
            # The containers' own user must read the file; on this machine the folder guards it.
            key = base64.b64encode(secrets.token_bytes(size)).decode()
            _write(folder / name, key + "\n", 0o444)
            written.append(f"secrets/{name}")
    for name, content in GIVEN_FILES.items():
        if not (folder / name).exists():
            _write(folder / name, content, 0o644)
            written.append(f"secrets/{name}")
    return written


def _write(file: Path, text: str, mode: int) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
        os.fchmod(out.fileno(), mode)


if __name__ == "__main__":
    for name in prepare(ROOT):
        sys.stdout.write(f"wrote {name}\n")
    sys.stdout.write("Fill in PUBLIC_URL, SMTP_URI and MAIL_FROM in .env.\n")
