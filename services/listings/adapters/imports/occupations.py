"""The occupation classification as Hello Work's site publishes it: CSV in UTF-8.

Columns: 大分類, 中分類, 小分類, 細分類, 該当例 (an example of a title). A blank level means "as
above". A row that cannot be understood is refused by itself; blanks below it go on meaning what
stood there before, but for a refused level nothing stands there until the next one is stated.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from services.listings.adapters.imports.reading import one_line
from services.listings.application.import_ports import FileProblem, OccupationFile
from services.listings.domain.occupations.classification import (
    LEVEL,
    LEVELS,
    PATH_LENGTH,
    Occupation,
)

HEADER = ("大分類", "中分類", "小分類", "細分類", "該当例")
EXAMPLE_LENGTH = 200


def read_occupations(content: bytes) -> OccupationFile:
    """The occupations of one file in its order, and what is wrong with other rows."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return OccupationFile((), (FileProblem(0, "", "file", "not-utf8"),))
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    reading = _Reading()
    try:
        header = tuple(one_line(cell) for cell in next(rows, ()))
        if header != HEADER:
            return OccupationFile((), (FileProblem(1, "", "file", "unknown-columns"),))
        for cells in rows:
            if any(cell.strip() for cell in cells):
                reading.take(rows.line_num, [one_line(cell) for cell in cells])
    except csv.Error:
        # What follows would be missing from the edition, not refused row by row.
        return OccupationFile((), (FileProblem(rows.line_num, "", "row", "not-csv"),))
    return reading.found()


class _Reading:
    def __init__(self) -> None:
        self._names: list[str] = []
        self._examples: dict[str, dict[str, int]] = {}
        self._problems: list[FileProblem] = []

    def take(self, line: int, cells: Sequence[str]) -> None:
        if len(cells) != len(HEADER):
            self.refuse(line, "row", "wrong-number-of-columns", expected=len(HEADER))
            return
        if not self._take_names(line, cells[:LEVELS]):
            return
        path = LEVEL.join(self._names)
        if len(path) > PATH_LENGTH:
            self.refuse(line, HEADER[LEVELS - 1], "too-long", most=PATH_LENGTH)
            return
        example = cells[LEVELS]
        if len(example) > EXAMPLE_LENGTH:
            self.refuse(line, HEADER[LEVELS], "too-long", most=EXAMPLE_LENGTH)
            return
        examples = self._examples.setdefault(path, {})
        first = examples.setdefault(example, line) if example else line
        if first != line:
            self.refuse(line, HEADER[LEVELS], "duplicate-in-import", first_line=first)

    def _take_names(self, line: int, stated: Sequence[str]) -> bool:
        """Brings the levels up to date; what is below a stated level has to be stated too."""
        highest = next((level for level, name in enumerate(stated) if name), None)
        if highest is not None:
            above = self._names[:highest]
            self._names = []
            if len(above) < highest:
                self.refuse(line, HEADER[len(above)], "required")
                return False
            for level, name in enumerate(stated[highest:], start=highest):
                if not name or LEVEL in name:
                    code = "separator-in-name" if name else "required"
                    self.refuse(line, HEADER[level], code)
                    self._names = above
                    return False
            self._names = [*above, *stated[highest:]]
        if len(self._names) < LEVELS:
            self.refuse(line, HEADER[len(self._names)], "required")
            return False
        return True

    def refuse(self, line: int, field: str, code: str, **params: str | int) -> None:
        self._problems.append(FileProblem(line, "", field, code, params))

    def found(self) -> OccupationFile:
        occupations = tuple(
            Occupation(path, tuple(examples)) for path, examples in self._examples.items()
        )
        return OccupationFile(occupations, tuple(self._problems))
