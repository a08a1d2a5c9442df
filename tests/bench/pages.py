"""Requests a second of the gateway, one worker, sixteen connections, by `wrk`."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_P99 = re.compile(r"99%\s+([\d.]+)(us|ms|s)")
_BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)")
_UNIT = {"us": 0.001, "ms": 1.0, "s": 1000.0}

# Every request asks for something else, so that no cache can answer it.
_DIFFERENT = """
local number = 0
request = function()
  number = number + 1
  return wrk.format("GET", "%s" .. number)
end
"""


def rates(url: str, seconds: int) -> dict[str, dict[str, float]] | None:
    """Per kind of page: requests a second, p99 in ms, refused ones. None without `wrk`."""
    if shutil.which("wrk") is None:
        return None
    return {
        "cached page": _measure(f"{url}/jobs", "", seconds),
        # A full page: 20 rows with what narrows them.
        "uncached search page": _measure(url, f"/jobs?keyword={quote('求人')}&n=", seconds),
        "uncached search page, nothing found": _measure(url, "/jobs?keyword=k", seconds),
        # One call of a service, one reading of its database, and nothing to build from it.
        "API, one RPC hop": _measure(url, "/api/v1/listings/D9", seconds),
        "API, uncached search": _measure(url, "/api/v1/listings?keyword=k", seconds),
    }


def _measure(url: str, different: str, seconds: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = ["wrk", "-t1", "-c16", f"-d{seconds}s", "--latency"]
        if different:
            script = Path(folder) / "different.lua"
            script.write_text(_DIFFERENT % different)
            command += ["-s", str(script)]
        told = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    rate, tail, bad = _RATE.search(told), _P99.search(told), _BAD.search(told)
    return {
        "per_second": float(rate[1]) if rate else 0.0,
        "p99_ms": float(tail[1]) * _UNIT[tail[2]] if tail else 0.0,
        "refused": float(bad[1]) if bad else 0.0,
    }
