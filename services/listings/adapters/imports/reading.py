"""What the readers of all formats do alike."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date

from services.listings.application.import_ports import FileProblem, FileRow

_SPACE = re.compile(r"\s+")
# JSON can also name halves of letters, which no text can hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")


class ImpossibleDate(ValueError):
    """The text is no day of the calendar."""


def one_line(text: str) -> str:
    """Without line ends, control characters and doubled spaces."""
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def many_lines(text: str) -> str:
    """With uniform line ends and without control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def day_of(text: str) -> date | None:
    """The day, None for an empty text; raises `ImpossibleDate`."""
    if not text.strip():
        return None
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise ImpossibleDate(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise ImpossibleDate(text) from None


def derived_source_id(*parts: str) -> str:
    """An own id for a row whose source gives none: the same row has the same one."""
    return "x" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


@dataclass
class Found:
    """What has been read so far; rows of an id that was there before are refused."""

    rows: list[FileRow] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    _lines: dict[str, int] = field(default_factory=dict)

    def refuse(self, line: int, source_id: str, item: str, code: str, **params: str | int) -> None:
        """Notes why this line cannot be imported."""
        self.problems.append(FileProblem(line, source_id, item, code, params))

    def is_new(self, line: int, number: str, item: str) -> bool:
        """Whether the number is the first of its kind in the file; otherwise the line is refused."""
        first = self._lines.setdefault(number, line)
        if first == line:
            return True
        self.refuse(line, number, item, "duplicate-in-import", first_line=first)
        return False
