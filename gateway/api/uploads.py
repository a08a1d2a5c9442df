"""Files that an API client sends."""

from __future__ import annotations

from typing import IO, Any

from flask import request

from services.kernel.contracts.rpc import Refused

ANY_BYTES: dict[str, Any] = {
    "required": True,
    "description": "PDF, Word, Excel, JPEG or PNG, at most 10 MB; recognised by its content.",
    "content": {
        "application/octet-stream": {},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "string", "contentMediaType": "application/octet-stream"}
                },
            }
        },
    },
}
"""What an operation that takes a document says of its body."""


def uploaded(query: dict[str, Any]) -> tuple[IO[bytes], str]:
    """The document's bytes and name; raises `Refused` when there is no file or no name."""
    if request.mimetype == "multipart/form-data":
        part = request.files.get("file")
        if part is None:
            raise _missing("file")
        name = query.get("name") or (part.filename or "")[-255:]
        content: IO[bytes] = part.stream
    else:
        name, content = query.get("name") or "", request.stream
    if not name:
        raise _missing("name")
    return content, name


def _missing(field: str) -> Refused:
    problem = {"code": "required", "params": {}}
    return Refused({"code": "invalid-input", "kind": "invalid", "fields": {field: [problem]}})
