"""Unusual strings of a person, and every form in which they could stand somewhere."""

from __future__ import annotations

import base64
import html
import json
import quopri
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import quote, quote_plus
from zoneinfo import ZoneInfo

LONGEST = 1024
"""No form of a mark is longer: files are read in pieces that overlap by so much."""

_TOKYO = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True)
class Marks:
    """What to look for, by label; `found_in` tells which labels occur in which form."""

    texts: Mapping[str, str]
    days: Mapping[str, date] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)
    _needles: list[tuple[bytes, str, str]] = field(default_factory=list, init=False, repr=False)

    def __post_init__(self) -> None:
        seen: set[bytes] = set()
        for label, form, needle in self._all():
            if len(needle) < 6 or len(needle) > LONGEST:
                raise ValueError(f"{label} as {form}: {len(needle)} bytes find too much or nothing")
            if needle not in seen:
                seen.add(needle)
                self._needles.append((needle, label, form))

    @property
    def labels(self) -> set[str]:
        """Every label."""
        return {*self.texts, *self.days, *self.contents}

    def found_in(self, content: bytes) -> set[tuple[str, str]]:
        """Label and form of each mark that occurs in these bytes."""
        return {(label, form) for needle, label, form in self._needles if needle in content}

    def _all(self) -> Iterable[tuple[str, str, bytes]]:
        for label, text in self.texts.items():
            for form, needle in forms_of_text(text):
                yield label, form, needle
        for label, day in self.days.items():
            for form, needle in forms_of_day(day):
                yield label, form, needle
        for label, content in self.contents.items():
            yield label, "plain", content
            for form, needle in forms_of_bytes(content):
                yield label, form, needle


def forms_of_text(text: str) -> Iterable[tuple[str, bytes]]:
    """A text as it is, folded as a search index would, and encoded in the usual ways."""
    for folded in {text, *(unicodedata.normalize(form, text) for form in ("NFD", "NFKC"))}:
        for written in {folded, folded.casefold()}:
            yield "plain", written.encode()
    yield "utf-16-le", text.encode("utf-16-le")
    yield "utf-16-be", text.encode("utf-16-be")
    for escaped in (quote(text, safe=""), quote_plus(text), quote(text, safe="@")):
        yield "url", escaped.encode()
        yield "url", _lower_escapes(escaped).encode()
    yield "json", json.dumps(text)[1:-1].encode()
    yield "json", "".join(c if c.isascii() else f"\\u{ord(c):04X}" for c in text).encode()
    yield "html", "".join(c if c.isascii() else f"&#{ord(c)};" for c in text).encode()
    yield "html", html.escape(text).encode()
    for tabs, header in ((False, False), (True, False), (False, True)):
        quoted = quopri.encodestring(text.encode(), quotetabs=tabs, header=header)
        yield "quoted-printable", unfolded(quoted)
    yield from forms_of_bytes(text.encode())


def forms_of_day(day: date) -> Iterable[tuple[str, bytes]]:
    """A day as a text of several habits, and as a moment in BSON."""
    yield "plain", day.isoformat().encode()
    yield "slashes", day.strftime("%Y/%m/%d").encode()
    yield "japanese", f"{day.year}年{day.month}月{day.day}日".encode()
    for zone in (ZoneInfo("UTC"), _TOKYO):
        moment = datetime(day.year, day.month, day.day, tzinfo=zone)
        milliseconds = int(moment.timestamp() * 1000)
        yield "bson", milliseconds.to_bytes(8, "little", signed=True)
    yield from forms_of_text(day.isoformat())


def forms_of_bytes(content: bytes) -> Iterable[tuple[str, bytes]]:
    """Base64 wherever the bytes may begin within it, and hexadecimal digits."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + content)
        # The first characters depend on what stands before, the last on what follows.
        first = (0, 2, 3)[before]
        sure = encoded[first : (before + len(content)) // 3 * 4]
        yield "base64", sure
        yield "base64", sure.translate(bytes.maketrans(b"+/", b"-_"))
    yield "hex", content.hex().encode()
    yield "hex", content.hex().upper().encode()


def unfolded(content: bytes) -> bytes:
    """Without the line breaks that quoted-printable and base64 put in."""
    return content.replace(b"=\r\n", b"").replace(b"=\n", b"").translate(None, b"\r\n")


def _lower_escapes(escaped: str) -> str:
    parts = escaped.split("%")
    return "%".join([parts[0], *(part[:2].lower() + part[2:] for part in parts[1:])])
