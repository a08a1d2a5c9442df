"""`python -m deploy.local run | stop | status`."""

from __future__ import annotations

import os
import sys

from deploy.local.installation import HOME
from deploy.local.packages import Missing
from deploy.local.portal import ROOT
from deploy.local.processes import NotReady
from deploy.local.progress import Progress
from deploy.local.runner import Runner
from deploy.local.running import AlreadyRunning, Running, only_runner, stop_running
from deploy.local.status import describe


def run(progress: Progress) -> int:
    """Runs the portal until it is told to stop."""
    try:
        with only_runner(HOME):
            Runner(HOME, progress).run()
    except AlreadyRunning:
        running = Running.read(HOME)
        where = f" at {running.url}" if running and running.url else ""
        progress.plain(f"The portal runs already{where}. `make stop` stops it.")
        return 1
    except (Missing, NotReady) as fault:
        progress.plain(f"\nThe portal could not be started.\n\n{fault}\n\nAll logs: {HOME / 'log'}")
        return 1
    return 0


def stop(progress: Progress) -> int:
    """Stops the portal, whoever started it."""
    with progress.step("Stopping the portal"):
        stopped = stop_running(HOME)
    progress.say("Everything is stopped" if stopped else "Nothing was running")
    return 0


def status(progress: Progress) -> int:
    """Shows what runs."""
    running = Running.read(HOME)
    if running is None:
        progress.plain("Nothing runs.")
        return 1
    progress.plain(describe(running))
    return 0


def main(arguments: list[str]) -> int:
    """Carries out one command."""
    commands = {"run": run, "stop": stop, "status": status}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(f"usage: python -m deploy.local {' | '.join(commands)}", file=sys.stderr)
        return 2
    os.chdir(ROOT)
    return commands[arguments[0]](Progress())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
