"""Documents: what they really are, told from their content and never from their name (D-61)."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum

PIECE_BYTES = 512 * 1024
"""The most bytes that one piece of a document may have."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_MACROS = "vbaProject.bin"


class DocumentType(StrEnum):
    """The accepted types."""

    PDF = "pdf"
    WORD = "docx"
    WORD_97 = "doc"
    EXCEL = "xlsx"
    EXCEL_97 = "xls"
    JPEG = "jpeg"
    PNG = "png"

    @property
    def media_type(self) -> str:
        """The MIME type to send it with."""
        return _MEDIA_TYPES[self]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_MEDIA_TYPES = {
    DocumentType.PDF: "application/pdf",
    DocumentType.WORD: f"{_OFFICE}wordprocessingml.document",
    DocumentType.WORD_97: "application/msword",
    DocumentType.EXCEL: f"{_OFFICE}spreadsheetml.sheet",
    DocumentType.EXCEL_97: "application/vnd.ms-excel",
    DocumentType.JPEG: "image/jpeg",
    DocumentType.PNG: "image/png",
}
_SUFFIXES = {kind: (f".{kind.value}",) for kind in DocumentType} | {
    DocumentType.JPEG: (".jpeg", ".jpg")
}


def recognise(content: bytes) -> DocumentType | None:
    """The type of a whole document by its content, or None when it is none of the accepted."""
    if content.startswith(b"%PDF-"):
        return DocumentType.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return DocumentType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return DocumentType.PNG
    if content.startswith(_OLE):
        return _recognise_ole(content)
    if content.startswith(_ZIP):
        return _recognise_zip(content)
    return None


def download_name(name: str, kind: DocumentType) -> str:
    """The uploaded name without folders, ending in a suffix that its content deserves."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1].strip() or "document"
    suffixes = _SUFFIXES[kind]
    return last if last.lower().endswith(suffixes) else last + suffixes[0]


def _recognise_ole(content: bytes) -> DocumentType | None:
    # the names of streams stand in the directory of the compound file as UTF-16
    if "WordDocument".encode("utf-16-le") in content:
        return DocumentType.WORD_97
    if (
        "Workbook".encode("utf-16-le") in content
        or "\x05\x00B\x00o\x00o\x00k\x00".encode("latin-1") in content
    ):
        return DocumentType.EXCEL_97
    return None


def _recognise_zip(content: bytes) -> DocumentType | None:
    # only the table of contents is read: nothing is unpacked
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return None
    if "[Content_Types].xml" not in members or any(m.endswith(_MACROS) for m in members):
        return None
    if "word/document.xml" in members:
        return DocumentType.WORD
    if "xl/workbook.xml" in members:
        return DocumentType.EXCEL
    return None
