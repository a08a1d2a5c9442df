"""The settings of the running installation, for operator commands of the same user."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

HOME = Path(__file__).parents[2] / "var" / "run"
_FILE = Path("secrets") / "environment"


def write_environment(home: Path, environment: Mapping[str, str]) -> None:
    """Notes the settings of a run, readable by its owner only."""
    draft = home / _FILE.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.writelines(f"{name}={value}\n" for name, value in sorted(environment.items()))
    draft.replace(home / _FILE)


def read_environment(home: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """What `environ` says, and where it says nothing, what the run in `home` was told."""
    file = home / _FILE
    lines = file.read_text().splitlines() if file.exists() else []
    noted = dict(line.split("=", 1) for line in lines)
    return {**noted, **environ}
