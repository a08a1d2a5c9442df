"""The chaos run tells a sound kernel from one that loses what it acknowledged."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path


def test_a_kernel_that_forgets_acknowledged_commits_fails_the_run() -> None:
    fault = Path(__file__).parent / "fault"
    environ = {
        **os.environ,
        "CHAOS_SECONDS": "15",
        "CHAOS_QUIET_SECONDS": "20",
        "CHAOS_SETTINGS": json.dumps({"PYTHONPATH": str(fault)}),
    }
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.chaos"],
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        told, _ = run.communicate(timeout=280)
    except subprocess.TimeoutExpired:
        # Ended in good order, or its processes would outlive it.
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=60)
        raise
    last = told.splitlines()[-1].split()
    assert run.returncode == 1, told[-2000:]
    assert last[0] == "lost"
    assert int(last[1]) > 0
