"""The lists of pages as files: CSV for Excel, Excel itself, and JSON, with the columns of the screen.

`?file=csv` at the address of a list gives the whole of it with the same conditions, asked by the
same view in the same name: so whoever may see the list may have it, and nobody sees more in it.

LISTED = ListFile("drafts", lazy_gettext("一時保存"), (column("title", lazy_gettext("件名")),))
answer = LISTED.of(lambda page: backend.call("listings", "find_listing_drafts", {"page": page}))
if answer is not None:
    return answer
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from gateway.web.downloads import NOTE, WRITERS, download
from gateway.web.figure_table import Column, FigureTable

ARGUMENT = "file"
MOST_ROWS = 10_000
"""More is not asked for: a hundred thousand rows are no list of a screen any more."""

Item = Mapping[str, Any]
Ask = Callable[[int], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its head, and what of an item stands in it."""

    key: str
    label: Any
    value: Callable[[Item], Any]
    kind: str


def column(
    key: str, label: Any, value: Callable[[Item], Any] | None = None, kind: str = "text"
) -> ListColumn:
    """A column of the item's value under `key`, or of what `value` makes of the item.

    `kind` is text, count, day or moment (both as ISO 8601 texts).
    """
    return ListColumn(key, label, value or (lambda item: item.get(key)), kind)


@dataclass(frozen=True, slots=True)
class ListFile:
    """What a list becomes as a file: its name, its title and its columns."""

    name: str
    title: Any
    columns: tuple[ListColumn, ...]

    def of(self, ask: Ask) -> Response | None:
        """The file if the request asks for one; `ask` answers a page as the list itself does."""
        ending = request.args.get(ARGUMENT, "")
        if ending not in WRITERS:
            return None
        items, total = _whole(ask)
        columns = tuple(Column(one.key, str(one.label), one.kind) for one in self.columns)
        rows = [{one.key: one.value(item) for one in self.columns} for item in items]
        table = FigureTable(str(self.title), columns, rows, {}, _about(total, len(rows)))
        return download(table, self.name, ending)


def _about(total: int, rows: int) -> dict[str, Any]:
    """How many there are, and in words where the file holds fewer."""
    if rows >= total:
        return {"total": total}
    words = _("全%(total)s件のうち、先頭の%(rows)s件です。条件を絞ると、残りも保存できます。")
    return {"total": total, NOTE: words % {"total": f"{total:,}", "rows": f"{rows:,}"}}


def _whole(ask: Ask) -> tuple[list[Item], int]:
    """All items, page after page, up to where the list itself ends; and how many there are."""
    items: list[Item] = []
    number = 0
    while True:
        number += 1
        found = ask(number)
        items += found["items"]
        if not found["items"] or len(items) >= min(found["total"], MOST_ROWS):
            return items[:MOST_ROWS], int(found["total"])
