"""What runs, with how much memory: `make status`."""

from __future__ import annotations

import os
import re
from pathlib import Path

from deploy.local.processes import Identity
from deploy.local.readiness import readiness
from deploy.local.running import Running

_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


def memory_megabytes(process: Identity) -> float:
    """The memory of a process and of what it started, in its session.

    Pages that several processes share are divided among them (PSS).
    """
    return sum(_pss(pid) for pid in _session(process.pid))


def _session(leader: int) -> list[int]:
    members = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(entry.name)) == leader:
                members.append(int(entry.name))
        except ProcessLookupError:
            continue
    return members or [leader]


def _pss(pid: int) -> float:
    try:
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0.0
    return int(found[1]) / 1024 if found else 0.0


def describe(running: Running) -> str:
    """One line per process, the sum last."""
    lines = []
    total = 0.0
    for name, identity in {**running.processes, "runner": running.runner}.items():
        used = memory_megabytes(identity)
        total += used
        state = f"{used:6.0f} MB" if identity.runs() else "  down"
        lines.append(f"{name:22} {identity.pid:8} {state}")
    lines.append(f"{'in all':31} {total:6.0f} MB")
    if running.url:
        ready, told = readiness(running.url)
        lines += [
            f"\nPortal   {running.url}  ({'ready' if ready else told})",
            f"Mailbox  {running.mailbox_url}",
        ]
    return "\n".join(lines)
