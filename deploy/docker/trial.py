"""`make compose-test`: brings docker-compose.yml really up and tries it.

In a Docker engine of its own, on stand-ins for the official images (deploy/docker/standins). Prints
how long it took and how much memory the containers use.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from deploy.docker.engine import BRIDGE, Engine
from deploy.docker.prepare import prepare
from deploy.docker.standins.build import build
from deploy.local.packages import Missing
from deploy.local.ports import LOOPBACK, Ports
from deploy.local.processes import Process, wait_until
from deploy.local.progress import Progress
from deploy.local.readiness import readiness

ROOT = Path(__file__).parents[2]
HOME = ROOT / "var" / "docker"
COPIED = ("services", "gateway", "deploy", "docker-compose.yml", ".env.example", ".dockerignore")
READY_WITHIN_SECONDS = 240.0
REPLICAS = 3


class Trial:
    """One copy of the project, brought up by docker-compose."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self.folder = folder
        self._ports = Ports(folder.parent / "ports.json")
        self.url = f"http://{LOOPBACK}:{self._ports.claim('gateway')}"
        self.amqp_port = self._ports.claim("amqp")
        self.smtp_port = self._ports.claim("smtp")

    def prepare(self) -> None:
        """Copies what the images are made of and writes settings for a trial on this machine."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for name in COPIED:
            _copy(ROOT / name, self.folder / name)
        _copy(ROOT / "requirements", self.folder / "requirements")
        prepare(self.folder)
        clock = self.folder / "clock"
        clock.mkdir()
        clock.chmod(0o755)
        with (self.folder / ".env").open("a") as settings:
            for name, value in self._settings().items():
                settings.write(f"{name}={value}\n")
        (self.folder / "trial.json").write_text(json.dumps(self._changes()))

    def compose(self, *arguments: str) -> str:
        """One docker-compose command."""
        files = ("-f", "docker-compose.yml", "-f", "trial.json", "-p", "kakehashi")
        return self._engine.run("docker-compose", *files, *arguments, folder=self.folder)

    def wait_until_ready(self) -> None:
        """Waits for `/readyz`. Raises RuntimeError with the logs."""
        if not wait_until(lambda: readiness(self.url)[0], READY_WITHIN_SECONDS, 0.2):
            told = readiness(self.url)[1]
            raise RuntimeError(f"not ready: {told}\n{self.compose('logs', '--tail', '20')[-6000:]}")

    def test(self, *arguments: str) -> None:
        """Runs end-to-end tests against it. Raises RuntimeError when they fail."""
        environment = {
            **os.environ,
            "BASE_URL": self.url,
            "AMQP_URI": f"amqp://kakehashi:{self._secret('BROKER_PASSWORD')}@{LOOPBACK}:{self.amqp_port}/",
            "CLOCK_FILE": str(self.folder / "clock" / "offset"),
            "MAILBOX": str(self.folder / "mailbox"),
        }
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", *arguments]
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode != 0:
            raise RuntimeError("the tests failed")

    def healthy(self, service: str) -> int:
        """How many containers of a service are up and healthy."""
        identities = self.compose("ps", "-q", service).split()
        form = "{{.State.Status}} {{.State.Health.Status}}"
        states = self._engine.docker("inspect", "--format", form, *identities).splitlines()
        return states.count("running healthy")

    def memory_megabytes(self) -> dict[str, float]:
        """The memory of every container."""
        told = self._engine.docker("stats", "--no-stream", "--format", "{{.Name}} {{.MemUsage}}")
        return {line.split()[0]: megabytes(line.split()[1]) for line in told.splitlines() if line}

    @contextmanager
    def mail_server(self) -> Iterator[None]:
        """The mail server of this machine, where containers find it."""
        where = ("--smtp", str(self.smtp_port), "--page", str(self._ports.claim("mailbox")))
        folder = ("--folder", str(self.folder / "mailbox"), "--listen", BRIDGE)
        command = (sys.executable, "-m", "deploy.local.mail_sink", *where, *folder)
        process = Process("mail", command, self.folder / "mail.log", folder=ROOT)
        process.start()
        try:
            yield
        finally:
            process.stop()

    def _settings(self) -> dict[str, str]:
        return {
            "ENVIRONMENT": "local",
            "PUBLIC_URL": self.url,
            "PORTAL_PORT": self.url.rpartition(":")[2],
            "SMTP_URI": f"smtp://{BRIDGE}:{self.smtp_port}",
            "MAIL_FROM": "noreply@kakehashi.example",
            "CLOCK_FILE": "/clock/offset",
            "TRUSTED_PROXIES": "0",
            "MONGO_CACHE_GB": "0.25",
            # All the tests come from one address, within two minutes.
            "REQUESTS_PER_MINUTE": "0",
            "ATTEMPTS_PER_MINUTE": "0",
            "ATTEMPTS_PER_ACCOUNT": "0",
        }

    def _changes(self) -> dict[str, object]:
        """What only a trial has: a clock that can be moved, and a way in for the operator."""
        services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
        ours = [name for name, one in services.items() if "image" in one and "env_file" in one]
        changes: dict[str, object] = {
            name: {"volumes": ["./clock:/clock:ro"]} for name in ours if name != "database"
        }
        changes["rabbitmq"] = {"ports": [f"{LOOPBACK}:{self.amqp_port}:5672"]}
        return {"services": changes}

    def _secret(self, name: str) -> str:
        found = re.search(f"^{name}=(.+)$", (self.folder / ".env").read_text(), re.MULTILINE)
        return found[1] if found else ""


def carry_out(trial: Trial, progress: Progress) -> None:
    """Up, tests, broker restarted, replicas, down."""
    with progress.step("Building the portal's image"):
        trial.prepare()
        trial.compose("build", "--force-rm", "gateway")
    with trial.mail_server():
        try:
            with progress.step("Bringing everything up"):
                trial.compose("up", "--detach")
                trial.wait_until_ready()
            with progress.step("The main job through the API"):
                trial.test("tests/e2e")
            with progress.step("Restarting the broker"):
                trial.compose("restart", "rabbitmq")
                trial.wait_until_ready()
                trial.test("tests/e2e/test_operating.py")
            with progress.step(f"Scaling listings to {REPLICAS}"):
                trial.compose("up", "--detach", "--no-recreate", "--scale", f"listings={REPLICAS}")
                if not wait_until(lambda: trial.healthy("listings") == REPLICAS, 120, 1):
                    raise RuntimeError(f"only {trial.healthy('listings')} replicas are healthy")
                trial.wait_until_ready()
                trial.test("tests/e2e/test_operating.py")
            tell_memory(trial.memory_megabytes(), progress)
        finally:
            with progress.step("Taking everything down"):
                trial.compose("down", "--volumes", "--timeout", "30")


def try_parts(engine: Engine, progress: Progress) -> None:
    """The servers of the tests as containers. Raises RuntimeError."""
    environment = {**engine.environment, "PARTS": "docker"}
    # What chooses the folders and passwords of a process has no meaning for a container.
    chosen = ("-k", "not password and not another_port")
    command = [sys.executable, "-m", "pytest", "-q", "tests/integration/deploy/test_parts.py"]
    with progress.step("The servers of the tests as containers (PARTS=docker)"):
        if subprocess.run([*command, *chosen], cwd=ROOT, env=environment, check=False).returncode:
            raise RuntimeError("the tests failed")


def tell_memory(used: dict[str, float], progress: Progress) -> None:
    """One line per container, the sum last."""
    for name, megabytes in sorted(used.items()):
        progress.plain(f"    {name:40} {megabytes:6.0f} MB")
    progress.plain(f"    {'in all':40} {sum(used.values()):6.0f} MB")


def megabytes(text: str) -> float:
    """What docker means by `123.4MiB`."""
    found = re.match(r"([\d.]+)([KMG]?)i?B", text)
    if found is None:
        return 0.0
    return float(found[1]) * {"": 1e-6, "K": 1 / 1024, "M": 1.0, "G": 1024.0}[found[2]]


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    else:
        shutil.copyfile(source, target)


def main() -> int:
    """Tries it; what was built is kept for the next time."""
    progress = Progress()
    began = time.monotonic()
    try:
        with Engine(HOME / "engine") as engine:
            build(engine, HOME / "standins", progress)
            carry_out(Trial(engine, HOME / "trial"), progress)
            try_parts(engine, progress)
    except (Missing, RuntimeError) as failure:
        progress.plain(f"\ncompose-test failed: {failure}")
        return 1
    progress.say(f"compose-test passed in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
