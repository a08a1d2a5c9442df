"""From a browser or an API client to the applications service."""

from __future__ import annotations

import base64
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
    read, index, piece = 0, 0, _next_piece(content)
    while True:
        read += len(piece)
        if read > most:
            if index:
                _take_back(application_id, document_id)
            raise too_large(most)
        following = _next_piece(content) if len(piece) == PIECE_BYTES else b""
        payload = {
            "application_id": application_id,
            "document_id": document_id,
            "name": name,
            "index": index,
            "last": not following,
            "data": base64.b64encode(piece).decode(),
        }
        receipt = backend.call(
            "applications",
            "put_document_piece",
            payload | ({"fulfils": fulfils} if fulfils else {}),
            step=f"{document_id}:{index}",
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
