"""Installs what Debian packages provide, or tells an ordinary user exactly what to ask for."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

POLICY = Path("/usr/sbin/policy-rc.d")


class Missing(RuntimeError):
    """Something that cannot be installed from here; the message says what to do."""


def install(packages: Sequence[str], *, why: str) -> None:
    """Installs Debian packages as root. Raises Missing with the command for everybody else."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Missing(f"{why}. Please run:\n\n    sudo {' '.join(command)}\n\nand try again.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # A package that brings a system service must not start it: the portal runs its own.
    with _no_services_started():
        done = _run(command, quiet)
        if done.returncode != 0:
            _run(["apt-get", "update"], quiet)
            done = _run(command, quiet)
    if done.returncode != 0:
        raise Missing(f"{why}, and `{' '.join(command)}` failed:\n{done.stdout[-2000:]}")


def _run(command: Sequence[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(command),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@contextmanager
def _no_services_started() -> Iterator[None]:
    """Debian asks /usr/sbin/policy-rc.d before it starts a service; 101 forbids it."""
    policy = POLICY
    if policy.exists():
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink()
