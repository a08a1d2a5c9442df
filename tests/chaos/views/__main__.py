"""`make chaos-views`: pages are read while those who count the views are killed with -9.

The last line says what was served, counted and reported, and what of it was lost or counted too
often; the exit status is 1 unless that is nothing, and if the views cost more commands than there
were rounds of sending. VIEWS_PER_SECOND (500), VIEWS_SECONDS (120).
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.chaos.views.run import NO_LIMITS, run
from tests.support.portal import portal_with_parts


def tell(line: str) -> None:
    """Progress on standard output."""
    print(line, flush=True)


def main() -> int:
    """Runs and judges; 0 when every view that was served is counted once, everywhere."""
    rate = float(os.environ.get("VIEWS_PER_SECOND", "500"))
    seconds = float(os.environ.get("VIEWS_SECONDS", "120"))
    place = Path("var/chaos")
    place.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="views-", dir=place.resolve()))
    with portal_with_parts(home, NO_LIMITS) as portal:
        outcome = run(portal, rate, seconds, tell)
    if outcome.judgement.sound:
        shutil.rmtree(home, ignore_errors=True)
    tell(outcome.line)
    return 0 if outcome.judgement.sound else 1


if __name__ == "__main__":
    sys.exit(main())
