"""Payloads about the occupation classification."""

from __future__ import annotations

from services.kernel.contracts.fields import Payload, Text, Truth, Whole
from services.kernel.contracts.listings import OCCUPATION_LENGTH
from services.kernel.contracts.listings_import import IMPORT_FILE_BASE64_MOST


class ImportOccupations(Payload):
    """Replace the classification by that of a file; `content` is its bytes as base64."""

    content = Text(most=IMPORT_FILE_BASE64_MOST, exact=True, required=True)
    dry_run = Truth(load_default=False)


class FindOccupations(Payload):
    """Occupations with all the words; without words those one level below `below`."""

    words = Text(most=200, one_line=True, load_default="")
    below = Text(most=OCCUPATION_LENGTH, one_line=True, load_default=None, allow_none=True)
    most = Whole(least=1, most=100, load_default=30)
