"""A Docker engine of one's own: own socket, own data, own network, gone when it is stopped."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from deploy.local.packages import install
from deploy.local.processes import Process, wait_ready

PACKAGES = ("docker.io", "docker-compose", "iptables", "debootstrap")
PROGRAMS = ("dockerd", "docker", "docker-compose", "iptables", "debootstrap")

# Where containers find this machine.
BRIDGE = "10.88.0.1"


class Engine:
    """Runs while its block runs; needs root."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()
        self._socket = f"unix://{self._folder}/docker.sock"
        self.environment = {**os.environ, "DOCKER_HOST": self._socket, "DOCKER_BUILDKIT": "0"}
        self._process = Process(
            "dockerd",
            (
                *("dockerd", "-H", self._socket, "--pidfile", f"{self._folder}/pid"),
                *("--data-root", f"{self._folder}/data", "--exec-root", f"{self._folder}/exec"),
                *("--bip", f"{BRIDGE}/24", "--default-address-pool", "base=10.89.0.0/16,size=24"),
            ),
            self._folder / "dockerd.log",
            stop_seconds=60,
        )

    def __enter__(self) -> Engine:
        if any(shutil.which(program) is None for program in PROGRAMS):
            install(PACKAGES, why="A Docker engine is needed to try docker-compose.yml")
        self._folder.mkdir(parents=True, exist_ok=True)
        self._process.start()
        wait_ready(self._process, self._answers, 60)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stop()

    def docker(self, *arguments: str) -> str:
        """One docker command. Raises RuntimeError with its output."""
        return self.run("docker", *arguments)

    def run(self, *command: str, folder: Path | None = None) -> str:
        """One command against this engine. Raises RuntimeError with its output."""
        done = subprocess.run(
            list(command),
            env=self.environment,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"`{' '.join(command)}` failed:\n{done.stdout[-4000:]}")
        return done.stdout

    def has(self, tag: str) -> bool:
        """Whether there is an image of that name."""
        return bool(self.docker("images", "--quiet", tag).strip())

    def _answers(self) -> bool:
        asked = subprocess.run(
            ["docker", "version"], env=self.environment, capture_output=True, check=False
        )
        return asked.returncode == 0
