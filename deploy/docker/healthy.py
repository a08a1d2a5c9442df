"""The health check of the containers: `python -m deploy.docker.healthy FILE|URL`.

Services and workers touch a file every second while they are alive; the gateway answers over HTTP.
"""

from __future__ import annotations

import sys
import time
import urllib.request
from pathlib import Path

FRESH_SECONDS = 15.0


def is_healthy(sign: str, now: float) -> bool:
    """Whether the sign of life is there and fresh."""
    if sign.startswith("http://"):
        try:
            with urllib.request.urlopen(sign, timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False
    file = Path(sign)
    return file.exists() and now - file.stat().st_mtime < FRESH_SECONDS


if __name__ == "__main__":
    sys.exit(0 if is_healthy(sys.argv[1], time.time()) else 1)
