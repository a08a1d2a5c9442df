"""What the portal lacks is installed for root; everybody else is told the exact command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from deploy.local import broker, environment, mongod_binary, packages
from deploy.local.progress import Progress


class Apt:
    """Stands for the shell: says what was run, and fails as often as it is told."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.ran: list[str] = []

    def __call__(self, command: Sequence[str], **_: Any) -> subprocess.CompletedProcess[str]:
        self.ran.append(" ".join(command))
        failed = command[1] == "install" and self.failures > 0
        self.failures -= failed
        return subprocess.CompletedProcess(list(command), int(failed), "no such package")


@pytest.fixture
def as_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


@pytest.fixture
def as_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Apt:
    apt = Apt()
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr(subprocess, "run", apt)
    monkeypatch.setattr(packages, "POLICY", tmp_path / "policy-rc.d")
    return apt


@pytest.mark.usefixtures("as_user")
def test_an_ordinary_user_is_told_what_to_have_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(broker, "_PLACES", (tmp_path,))
    with pytest.raises(packages.Missing) as missing:
        broker.find_rabbitmq()
    command = "sudo apt-get install -y --no-install-recommends rabbitmq-server libcurl4"
    assert "RabbitMQ, which is not installed" in str(missing.value)
    assert command in str(missing.value)
    assert command in (environment.ROOT / "README.md").read_text()


def test_for_root_it_is_installed_and_debian_starts_no_service_of_it(
    as_root: Apt, tmp_path: Path
) -> None:
    packages.install(["rabbitmq-server"], why="needed")
    assert as_root.ran == ["apt-get install -y --no-install-recommends rabbitmq-server"]
    assert not (tmp_path / "policy-rc.d").exists()


def test_a_list_of_packages_that_is_out_of_date_is_renewed_once(as_root: Apt) -> None:
    as_root.failures = 1
    packages.install(["libcurl4"], why="needed")
    install = "apt-get install -y --no-install-recommends libcurl4"
    assert as_root.ran == [install, "apt-get update", install]


def test_what_cannot_be_installed_is_told_with_the_reason(as_root: Apt) -> None:
    as_root.failures = 2
    with pytest.raises(
        packages.Missing, match=r"needed, and `apt-get [^`]*` failed:\nno such package"
    ):
        packages.install(["libcurl4"], why="needed")


def test_another_python_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 13, 1))
    with pytest.raises(packages.Missing, match=r"make run PYTHON=/path/to/python3\.11"):
        environment.set_up(["portal"], Progress())


def test_the_packaged_server_is_found_without_importing_its_package() -> None:
    found = mongod_binary._in_package()
    assert found is not None
    assert Path(found).name == "mongod"


def test_a_server_that_does_not_start_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "mongod"
    broken.write_text("#!/bin/sh\necho 'illegal instruction' >&2; exit 132\n")
    broken.chmod(0o755)
    monkeypatch.setenv("MONGOD", str(broken))
    with pytest.raises(packages.Missing, match="does not start: illegal instruction"):
        mongod_binary.find_mongod()
