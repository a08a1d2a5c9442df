"""What of a listing keywords are completed to, as terms of the index."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kernel.japanese.completion import Completion
from services.listings.domain.occupations.classification import LEVEL

_SEPARATOR = "\x1f"


def suggested_terms(document: Mapping[str, Any], completion: Completion) -> list[str]:
    """Names as a whole, and the words of names and title, of a document of `search_documents`.

    Each stands behind the form in which its beginning is looked for.
    """
    names = [
        document["organisation_name"],
        document["location_text"],
        *(level for path in document["fields"] for level in path.split(LEVEL)),
        *(level for path in document["occupations"] for level in path.split(LEVEL)),
    ]
    found = [whole for name in names if name and (whole := completion.name(name))]
    for text in (document["title"], *names):
        found += completion.words(text or "")
    return [f"{completion.beginning(one)}{_SEPARATOR}{one}" for one in dict.fromkeys(found)]


def suggestion_in(term: str) -> str:
    """What is suggested by a term."""
    return term.partition(_SEPARATOR)[2]
