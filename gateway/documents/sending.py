"""From the applications service to a browser or an API client."""

from __future__ import annotations

import base64
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from flask import Response, stream_with_context

from gateway.backend import backend

MOST_NAME = 120
# What others uploaded is never shown inside the portal's own origin.
SANDBOX = "sandbox; default-src 'none'"
_UNSAFE = re.compile(r'[\\/:*?"<>|]')


def attachment(name: str) -> str:
    """`Content-Disposition` that offers a download under any name (RFC 6266)."""
    name = plain_name(name)
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = ascii_name.rpartition(".")[0].strip(" ._-")
    fallback = ascii_name if stem else f"document{name[name.rfind('.') :] if '.' in name else ''}"
    fallback = fallback.encode("ascii", "ignore").decode().replace("%", "_").replace('"', "_")
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"


def plain_name(name: str) -> str:
    """A file name without folders, control characters and what systems do not take in names."""
    kept = "".join(one for one in name if unicodedata.category(one) not in ("Cc", "Cf", "Cs"))
    name = _UNSAFE.sub("_", kept).strip(" .") or "document"
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: MOST_NAME - len(ending)]}.{ending}" if dot else name[:MOST_NAME]


PIECE = "get_document_piece"
JPO_PIECE = "get_jpo_document_piece"


def document_response(application_id: str, document_id: str, operation: str = PIECE) -> Response:
    """A document as a download; raises `Refused` when the caller may not have it (AP-38, AP-44).

    `operation` is that of the applications service which answers with its pieces.
    """
    first = _piece(application_id, document_id, 0, operation)
    contents = _contents(application_id, document_id, first, operation)
    response = _download(contents, first["name"])
    response.mimetype = first["media_type"]
    response.content_length = first["size"]
    return response


def archive_response(applications: Iterable[Mapping[str, Any]], name: str) -> Response:
    """The documents of several applications as one ZIP, a folder for each (AP-42).

    `applications` are items of `find_application_documents`.
    """
    response = _download(_archive(list(applications)), name)
    response.mimetype = "application/zip"
    return response


def _download(content: Iterator[bytes], name: str) -> Response:
    response = Response(stream_with_context(content))
    response.headers["Content-Disposition"] = attachment(name)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _piece(application_id: str, document_id: str, index: int, operation: str = PIECE) -> Any:
    return backend.call(
        "applications",
        operation,
        {"application_id": application_id, "document_id": document_id, "index": index},
    )


def _contents(
    application_id: str, document_id: str, first: Mapping[str, Any], operation: str = PIECE
) -> Iterator[bytes]:
    yield base64.b64decode(first["data"])
    for index in range(1, first["pieces"]):
        yield base64.b64decode(_piece(application_id, document_id, index, operation)["data"])


class _Outlet:
    """Takes what the archive writes until it is sent on."""

    def __init__(self) -> None:
        self.written = b""

    def write(self, data: bytes) -> int:
        self.written += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken, self.written = self.written, b""
        return taken


def _archive(applications: list[Mapping[str, Any]]) -> Iterator[bytes]:
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for application in applications:
            folder = plain_name(
                f"{application['reception_id']}_{application['applicant_name'] or ''}".rstrip("_")
            )
            taken: set[str] = set()
            for document in application["documents"]:
                entry = zipfile.ZipInfo(f"{folder}/{_free(document['name'], taken)}")
                first = _piece(application["application_id"], document["document_id"], 0)
                with archive.open(entry, "w") as member:
                    for content in _contents(
                        application["application_id"], document["document_id"], first
                    ):
                        member.write(content)
                        yield outlet.take()
                yield outlet.take()
    yield outlet.take()


def _free(name: str, taken: set[str]) -> str:
    """The name, or with a number where another document in the folder has it already."""
    name = plain_name(name)
    stem, dot, ending = name.rpartition(".")
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem} ({number}){dot}{ending}" if dot else f"{name} ({number})"
    taken.add(free.casefold())
    return free
