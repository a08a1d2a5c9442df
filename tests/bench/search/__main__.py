"""`python -m tests.bench.search [SIZE ...]`: this measurement alone, as JSON.

`python -m tests.bench.search saved [NUMBER]`: saved searches met by published listings.
`python -m tests.bench.search alone NUMBER`: our index without a peer, for a million listings.
"""

from __future__ import annotations

import json
import sys

from tests.bench.search import alone, saved
from tests.bench.search.measure import SIZES, run

if __name__ == "__main__":
    if sys.argv[1:2] == ["saved"]:
        count = int(sys.argv[2]) if len(sys.argv) > 2 else saved.SAVED
        print(json.dumps(saved.run(count), indent=2))
        sys.exit()
    if sys.argv[1:2] == ["alone"]:
        print(json.dumps(alone.run(int(sys.argv[2])), indent=2))
        sys.exit()
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    print(json.dumps(run(sizes), indent=2))
