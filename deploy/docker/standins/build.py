"""Builds the stand-ins: Debian by debootstrap, the servers of Debian and of the Python package."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from deploy.docker.engine import Engine
from deploy.local.mongod_binary import find_mongod
from deploy.local.progress import Progress

HERE = Path(__file__).parent
ROOT = Path(__file__).parents[3]
SUITE = "bookworm"
PACKAGES = ("python3", "python3-venv", "rabbitmq-server", "libcurl4", "util-linux")
IMAGES = {
    "python": "python:3.11-slim-bookworm",
    "rabbitmq": "rabbitmq:4.2-management",
    "mongo": "mongo:8.2",
}


def build(engine: Engine, folder: Path, progress: Progress) -> None:
    """Builds what the engine does not have yet; everything large is kept in the folder."""
    missing = [name for name, tag in IMAGES.items() if not engine.has(tag)]
    if not missing:
        return
    folder.mkdir(parents=True, exist_ok=True)
    base = folder / "base.tar"
    if not base.exists():
        with progress.step("Making a small Debian (debootstrap)"):
            _debian(folder, base)
    with progress.step("Collecting the Python packages"):
        _wheels(folder / "wheels")
    shutil.copyfile(find_mongod(), folder / "mongod")
    (folder / "mongod").chmod(0o755)
    for script in HERE.glob("*.sh"):
        shutil.copyfile(script, folder / script.name)
        (folder / script.name).chmod(0o755)
    with progress.step("Building the stand-ins"):
        engine.docker("import", str(base), "kakehashi-standin-base")
        for name in missing:
            recipe = HERE / f"{name}.Dockerfile"
            engine.docker("build", "--quiet", "-t", IMAGES[name], "-f", str(recipe), str(folder))


def _debian(folder: Path, archive: Path) -> None:
    tree = folder / "debian"
    shutil.rmtree(tree, ignore_errors=True)
    _run(
        "debootstrap",
        "--variant=minbase",
        f"--include={','.join(PACKAGES)}",
        SUITE,
        str(tree),
        _mirror(),
    )
    for useless in ("var/cache/apt", "var/lib/apt/lists", "usr/share/doc", "usr/share/man"):
        shutil.rmtree(tree / useless, ignore_errors=True)
    draft = archive.with_suffix(".new")
    _run("tar", "--numeric-owner", "-C", str(tree), "-cf", str(draft), ".")
    draft.replace(archive)
    shutil.rmtree(tree)


def _mirror() -> str:
    """Where this machine's own Debian comes from."""
    told = _run("apt-get", "indextargets", "--format", "$(SITE) $(CODENAME)")
    sites = [line.split()[0] for line in told.splitlines() if line.endswith(f" {SUITE}")]
    return sites[0]


def _wheels(folder: Path) -> None:
    """Everything that the portal's image installs, for building it without a network."""
    requirements = str(ROOT / "requirements" / "portal.txt")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    _run(*pip, "wheel", "--require-hashes", "-r", requirements, "--wheel-dir", str(folder))


def _run(*command: str) -> str:
    done = subprocess.run(
        list(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"`{' '.join(command)}` failed:\n{done.stdout[-3000:]}")
    return done.stdout
