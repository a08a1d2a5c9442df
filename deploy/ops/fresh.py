"""Does what a newcomer does: clones the last commit and runs the README's two commands.

`make fresh` (KEEP=1 leaves the clone, ONLY=run leaves out the tests). Runs on a bare Python and shares nothing with this working
tree: a new folder, a new virtual environment, servers, ports and data of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from deploy.local.progress import Progress

ROOT = Path(__file__).parents[2]
READY = "The portal is ready"
_READY_WITHIN_SECONDS = 900.0


class Failed(Exception):
    """A step of the newcomer's did not work."""


class Newcomer:
    """A clone of the repository in a folder that nobody has used before."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self.clone = folder / "kakehashi"
        self._progress = progress
        # Nothing of the caller's environment may lead the clone to other servers or libraries.
        led = ("VIRTUAL_ENV", "PYTHONPATH", "AMQP_URI", "MONGO_URI", "DB_PREFIX", "MAKEFLAGS")
        self._environment = {k: v for k, v in os.environ.items() if k not in led}

    def clone_head(self) -> None:
        """Clones what is committed, and only that."""
        self._call("git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(self.clone), at=ROOT)

    def run(self) -> float:
        """`make run` until the portal is ready. Returns the seconds; it goes on running."""
        began = time.monotonic()
        log = (self.clone.parent / "run.log").open("w+")
        process = subprocess.Popen(
            ["make", "run"], cwd=self.clone, env=self._environment, stdout=log, stderr=log
        )
        while True:
            told = Path(log.name).read_text()
            if READY in told:
                log.close()
                return time.monotonic() - began
            if process.poll() is not None or time.monotonic() - began > _READY_WITHIN_SECONDS:
                self.make("stop")
                raise Failed(f"make run did not make the portal ready:\n{told[-3000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """`make stop`, after which nothing of the portal may run."""
        self.make("stop")
        left = [line for line in _processes() if str(self.clone) in line]
        if left:
            raise Failed("make stop left running:\n" + "\n".join(left))

    def make(self, target: str) -> None:
        """One command, its output shown."""
        self._call("make", target, at=self.clone)

    def _call(self, *command: str, at: Path) -> None:
        done = subprocess.run(list(command), cwd=at, env=self._environment, check=False)
        if done.returncode != 0:
            raise Failed(f"`{' '.join(command)}` failed ({done.returncode})")


def _processes() -> list[str]:
    """The command lines of all processes."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(entry.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
        except OSError:
            continue
    return found


def prove(newcomer: Newcomer, progress: Progress) -> None:
    """Everything a newcomer must be able to do. Raises Failed."""
    with progress.step("Cloning the last commit"):
        newcomer.clone_head()
    with progress.step("make run, for the first time"):
        first = newcomer.run()
    newcomer.make("status")
    newcomer.stop()
    with progress.step("make run, for the second time"):
        second = newcomer.run()
    newcomer.stop()
    if os.environ.get("ONLY") != "run":
        with progress.step("make test"):
            newcomer.make("test")
    progress.say(f"fresh: first run ready after {first:.1f} s, second after {second:.1f} s")


def main() -> int:
    """Proves it and tidies up."""
    progress = Progress()
    folder = Path(tempfile.mkdtemp(prefix="kakehashi-fresh-"))
    try:
        prove(Newcomer(folder, progress), progress)
    except Failed as failure:
        progress.plain(f"\nfresh failed: {failure}\nThe clone is kept in {folder}.")
        return 1
    if os.environ.get("KEEP"):
        progress.say(f"The clone is kept in {folder}")
    else:
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
