"""Makes the virtual environment: `python3.11 -m deploy.local.environment portal local`.

Runs on a bare Python 3.11 and uses the standard library only. Packages are installed by their
hashes; what is installed already is left alone.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from deploy.local.packages import Missing, install
from deploy.local.progress import Progress

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".venv"
PYTHON = HOME / "bin" / "python"
LOG = ROOT / "var" / "setup.log"


def set_up(names: list[str], progress: Progress) -> None:
    """Installs requirements/<name>.txt for every name. Raises Missing with what to do."""
    if sys.version_info[:2] != (3, 11):
        raise Missing(
            f"The portal runs on Python 3.11, this is {sys.version.split()[0]}. "
            "Please install python3.11, or name it: make run PYTHON=/path/to/python3.11"
        )
    wanted = {name: _fingerprint(name) for name in names}
    if PYTHON.exists() and all(_stamp(name) == mark for name, mark in wanted.items()):
        return
    LOG.parent.mkdir(parents=True, exist_ok=True)
    if not _has_pip():
        with progress.step("Making the virtual environment .venv"):
            _make_environment()
    with progress.step("Installing the Python packages (a few minutes the first time)"):
        _pip_install(names)
    for name, mark in wanted.items():
        (HOME / f".installed-{name}").write_text(mark)


def _make_environment() -> None:
    command = [sys.executable, "-m", "venv", str(HOME)]
    if _logged(command) != 0:
        install(["python3-venv"], why="Python's own venv module is incomplete")
        if _logged([*command, "--clear"]) != 0:
            raise Missing(f"`{' '.join(command)}` failed; see {LOG}")


def _pip_install(names: list[str]) -> None:
    files = [argument for name in names for argument in ("-r", str(_file(name)))]
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    if _logged([*pip, "--require-hashes", *files]) != 0:
        end = "\n".join(LOG.read_text(errors="replace").splitlines()[-12:])
        raise Missing(
            f"The Python packages could not be installed; is the network there?\n{end}\n"
            f"The whole output is in {LOG}."
        )


def _logged(command: list[str]) -> int:
    with LOG.open("a") as log:
        return subprocess.run(command, stdout=log, stderr=log, cwd=ROOT, check=False).returncode


def _has_pip() -> bool:
    tried = [str(PYTHON), "-m", "pip", "--version"]
    return (
        PYTHON.exists() and subprocess.run(tried, capture_output=True, check=False).returncode == 0
    )


def _file(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.txt"


def _fingerprint(name: str) -> str:
    return hashlib.sha256(_file(name).read_bytes()).hexdigest()


def _stamp(name: str) -> str:
    stamp = HOME / f".installed-{name}"
    return stamp.read_text() if stamp.exists() else ""


def main() -> int:
    """Sets up; tells what to do where it cannot."""
    os.chdir(ROOT)
    try:
        set_up(sys.argv[1:], Progress())
    except Missing as missing:
        print(f"\n{missing}\n", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
