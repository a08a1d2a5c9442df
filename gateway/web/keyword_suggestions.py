"""Where a keyword field asks what its keyword could become."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode


def suggestions_among(kinds: Sequence[str]) -> str:
    """The address of suggestions that each find something of these kinds (`suggest.js` adds `q`).

    Pages ask it as visitors, for whom there are no JOCV-only listings; without any other kind
    there is nothing to ask, and no address.
    """
    asked = [("kinds", kind) for kind in kinds if kind != "jocv-job"]
    return f"/api/v1/listings/suggestions?{urlencode(asked)}" if asked else ""
