"""Tables with a head: CSV as spreadsheets write it, with comma, tab or semicolon."""

from __future__ import annotations

import csv
import io

from services.listings.adapters.imports.reading import many_lines, one_line
from services.listings.adapters.imports.records import COLUMNS_MOST, NotReadable, Records

_SEPARATORS = (",", "\t", ";")
_CELL_MOST = 100_000


def read_separated(text: str) -> Records:
    """The rows below the head; a row with more cells than the head has is refused.

    Raises `NotReadable`.
    """
    head = text[: text.find("\n") + 1] or text
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    records = Records("csv")
    try:
        names = _names(next(reader, []))
        if len([name for name in names if name]) < 2:
            raise NotReadable(1, "header", "not-a-table")
        records.columns = [name for name in names if name]
        before = reader.line_num
        for cells in reader:
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
                records.refuse(line, "row", "too-many-columns")
            elif too_long := next(
                (n for n, c in zip(names, cells, strict=False) if len(c) > _CELL_MOST), None
            ):
                records.refuse(line, too_long, "too-long", most=_CELL_MOST)
            else:
                values = {n: many_lines(c) for n, c in zip(names, cells, strict=False) if n}
                records.add(line, values)
    except csv.Error:
        raise NotReadable(reader.line_num, "row", "not-csv") from None
    records.about = "\n".join(sorted(records.columns))
    return records


def _names(cells: list[str]) -> list[str]:
    """The head, with a number after names that come again. Raises `NotReadable`."""
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > COLUMNS_MOST:
        raise NotReadable(1, "header", "too-many-columns-in-file", most=COLUMNS_MOST)
    names: list[str] = []
    for cell in cells:
        name = one_line(cell)[:100]
        again = 1 + sum(1 for known in names if known == name or known.startswith(f"{name} ("))
        names.append(f"{name} ({again})" if name and again > 1 else name)
    return names
