"""From the bytes of an uploaded file to its text, whatever wrote it.

Excel in Japan writes CP932 (its Shift_JIS), everything newer UTF-8, some of it with a byte order
mark. XML and HTML may name another encoding in their head; only those that people use are taken.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}encoding=["']([\w.:-]{1,40})|<meta[^>]{0,200}charset=["']?([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 4_096
_KNOWN = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "cp932": "cp932",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
}
_SUREST = "utf-8"
# Beside tab, line feed, form feed and carriage return no text has any of these; ESC is ISO-2022-JP.
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_BROKEN = "\ufffd"


class Undecodable(ValueError):
    """The bytes are no text, or not in the encoding of the rest: where, and which rule."""

    def __init__(self, line: int, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.line, self.code, self.params = line, code, params


def decode(content: bytes) -> str:
    """The text without byte order mark. Raises `Undecodable`."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            kept = content if encoding == "utf-16" else content[len(mark) :]
            return _strictly(kept, encoding)
    if binary := _NO_TEXT.search(content):
        raise Undecodable(_line_of(content, binary.start()), "no-text")
    declared = _declared(content)
    if declared is not None:
        return _strictly(content, declared)
    try:
        return content.decode(_SUREST)
    except UnicodeDecodeError as error:
        if not _is_mostly_utf8(content):
            return _strictly(content, "cp932")
        raise _wrong(content, error, _SUREST) from None


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _wrong(content, error, encoding) from None


def _wrong(content: bytes, error: UnicodeDecodeError, encoding: str) -> Undecodable:
    name = {"cp932": "Shift_JIS", "utf-8": "UTF-8", "utf-16": "UTF-16"}.get(encoding, encoding)
    return Undecodable(_line_of(content, error.start), "wrong-encoding", encoding=name)


def _line_of(content: bytes, at: int) -> int:
    return content.count(b"\n", 0, at) + 1


def _declared(content: bytes) -> str | None:
    if content.lstrip()[:1] != b"<":
        return None
    found = _DECLARED.search(content[:_HEAD])
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii").lower()
    if name not in _KNOWN:
        raise Undecodable(0, "encoding-unknown", encoding=name)
    return _KNOWN[name]


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether the wrong bytes are exceptions in a text that is otherwise in UTF-8.

    Japanese in CP932 read as UTF-8 is broken at nearly every letter; a UTF-8 file with some bytes
    damaged would be taken for CP932 without complaint, as mere rubbish.
    """
    text = content.decode(_SUREST, "replace")
    broken = text.count(_BROKEN)
    return sum(ord(one) > 127 for one in text) - broken > 2 * broken
