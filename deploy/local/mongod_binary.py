"""Finds a MongoDB server program: an installed one, or the one inside a Python package."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from deploy.local.packages import Missing, install

_PACKAGED = Path("db") / "bin" / "mongod"


def find_mongod() -> Path:
    """A mongod that starts on this machine.

    Raises Missing, with what to do, when there is none or a library of it is lacking.
    """
    given = os.environ.get("MONGOD")
    for candidate in (given, shutil.which("mongod"), _in_package()):
        if candidate is None:
            continue
        fault = _fault_of(Path(candidate))
        if fault is not None and "libcurl" in fault:
            install(["libcurl4"], why="the MongoDB server needs the library libcurl4")
            fault = _fault_of(Path(candidate))
        if fault is not None:
            raise Missing(f"{candidate} does not start: {fault}")
        return Path(candidate)
    raise Missing(
        "No MongoDB server was found. Install mongod, or give the address of a replica set in "
        "MONGO_URI, or run `make setup` to install requirements/local.txt."
    )


def _in_package() -> str | None:
    # Importing the package would start a server; only its place is wanted.
    spec = find_spec("fiftyone")
    for folder in spec.submodule_search_locations or () if spec else ():
        if (Path(folder) / _PACKAGED).exists():
            return str(Path(folder) / _PACKAGED)
    return None


def _fault_of(program: Path) -> str | None:
    tried = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)
    return None if tried.returncode == 0 else (tried.stderr or tried.stdout).strip()
