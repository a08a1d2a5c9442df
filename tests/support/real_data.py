"""Where the real files are that the portal's importers are tried on; they are no part of it.

Beside the working tree, or where `SHARED_DATA` says.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[2].parent / "shared" / "data"

REAL_DATA = Path(os.environ.get("SHARED_DATA") or _BESIDE)

needs_real_data = pytest.mark.skipif(
    not REAL_DATA.is_dir(), reason="the real data are not here: set SHARED_DATA"
)
