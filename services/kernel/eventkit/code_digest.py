"""Which code this is: for what was worked out by code and is only good for the same code."""

from __future__ import annotations

import functools
import hashlib
import sys
from importlib.metadata import version
from pathlib import Path
from types import ModuleType


@functools.cache
def code_digest(*packages: ModuleType) -> str:
    """A digest of all sources of these packages: another line of code, another digest.

    So is another Python, another machine's order of bytes, another library that makes values of
    JSON values.
    """
    runs_on = (sys.version_info[:2], sys.byteorder, version("cattrs"))
    digest = hashlib.sha256(repr(runs_on).encode())
    for package in packages:
        [folder] = package.__path__
        sources = sorted(Path(folder).rglob("*.py"))
        if not sources:
            raise RuntimeError(f"no sources of {package.__name__}")
        for source in sources:
            content = source.read_bytes()
            name = source.relative_to(folder).as_posix()
            digest.update(f"{package.__name__}/{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:32]
