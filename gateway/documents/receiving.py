"""From a browser or an API client to the applications service."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import IO, Any

from gateway.backend import backend
from services.kernel.contracts.applications import PIECE_BYTES
from services.kernel.contracts.rpc import Refused

LAST_PIECE_WITHIN_SECONDS = 15.0


def put_document(
    application_id: str,
    document_id: str,
    name: str,
    content: IO[bytes],
    *,
    fulfils: str | None,
    most: int,
) -> Any:
    """Sends a document in pieces and returns the receipt of the last one (AP-08, D-61).

    Of more than `most` bytes nothing is left behind. Raises the refusals of the service.
    """
    known = {"application_id": application_id, "document_id": document_id, "name": name}
    if fulfils:
        known["fulfils"] = fulfils
    try:
        return _put_pieces("put_document_piece", document_id, known, content, most=most)
    except _TooMuch as too_much:
        if too_much.pieces:
            _take_back(application_id, document_id)
        raise too_large(most) from None


def put_jpo_document(
    campaign_id: str, proves: str, name: str, content: IO[bytes], *, most: int
) -> Any:
    """Sends the proof of a condition in pieces and returns the receipt of the last one (D-77).

    A proof without its last piece is none, and the next one takes its place. Raises the refusals
    of the service.
    """
    known = {"campaign_id": campaign_id, "proves": proves, "name": name}
    try:
        return _put_pieces("put_jpo_document_piece", proves, known, content, most=most)
    except _TooMuch:
        raise too_large(most) from None


class _TooMuch(Exception):
    """More bytes than are allowed, of which so many pieces were sent."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.pieces = pieces


def _put_pieces(
    operation: str, key: str, known: Mapping[str, Any], content: IO[bytes], *, most: int
) -> Any:
    read, index, piece = 0, 0, _next_piece(content)
    while True:
        read += len(piece)
        if read > most:
            raise _TooMuch(index)
        following = _next_piece(content) if len(piece) == PIECE_BYTES else b""
        receipt = backend.call(
            "applications",
            operation,
            {
                **known,
                "index": index,
                "last": not following,
                "data": base64.b64encode(piece).decode(),
            },
            step=f"{key}:{index}",
            # The last piece is answered once the whole document has been looked at.
            within=LAST_PIECE_WITHIN_SECONDS,
        )
        if not following:
            return receipt
        index, piece = index + 1, following


def too_large(most: int) -> Refused:
    """The refusal of a document with too many bytes, as the service words it."""
    problem = {"code": "document-too-large", "params": {"most": most}}
    return Refused(
        {
            "code": "document-too-large",
            "kind": "invalid",
            "fields": {"data": [problem]},
            "params": {"most": most},
        }
    )


def _next_piece(content: IO[bytes]) -> bytes:
    piece = b""
    # A stream from the network may give less than it is asked for.
    while len(piece) < PIECE_BYTES and (more := content.read(PIECE_BYTES - len(piece))):
        piece += more
    return piece


def _take_back(application_id: str, document_id: str) -> None:
    backend.call(
        "applications",
        "remove_document",
        {"application_id": application_id, "document_id": document_id},
        step=document_id,
    )
