"""Everything about the code that can be told without running the portal: `make check`.

All checks run even when one fails, so that one look shows all there is to mend.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent

CHECKS = {
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "lint": ("ruff", "check", "--quiet", "."),
    "types": ("mypy",),
    "imports": ("lint-imports", "--no-logo"),
    "translations": ("python", "-m", "gateway.translations.check"),
    "generated documents": ("python", "-m", "deploy.docs", "--check"),
    "architecture": ("pytest", "-q", "tests/architecture"),
}


def run(name: str, command: tuple[str, ...]) -> bool:
    """Runs one check and shows its output when it failed."""
    began = time.monotonic()
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    good = done.returncode == 0
    print(f"{name:20} {'ok' if good else 'FAILED'} ({time.monotonic() - began:.1f} s)", flush=True)
    if not good:
        print(f"$ {' '.join(command)}\n{done.stdout.rstrip()}\n", flush=True)
    return good


def main(wanted: list[str]) -> int:
    """Runs all checks, or those named."""
    unknown = [name for name in wanted if name not in CHECKS]
    if unknown:
        print(f"no check {unknown[0]!r}; there are: {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    names = wanted or list(CHECKS)
    failed = [name for name in names if not run(name, CHECKS[name])]
    print(f"check: failed: {', '.join(failed)}" if failed else f"check: all {len(names)} passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
