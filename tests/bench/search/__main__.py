"""`python -m tests.bench.search [SIZE ...]`: this measurement alone, as JSON."""

from __future__ import annotations

import json
import sys

from tests.bench.search.measure import SIZES, run

if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    print(json.dumps(run(sizes), indent=2))
