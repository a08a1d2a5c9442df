"""Tables of figures: the same columns on the page, as CSV, as Excel and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gateway.language import current_language
from gateway.translations import translations
from gateway.web.rendering import day_text, moment_text, number_text

NUMBERS = frozenset({"count", "share"})


def label_text(code: str) -> str:
    """The words for a label code of a service, such as `figures.views`."""
    found = str(translations(current_language()).gettext(code))
    return code.rpartition(".")[2] if found == code else found


def value_text(value: Any) -> str:
    """The words for a value that stands in a column of text, such as a status."""
    key = f"figures.value.{value}"
    found = str(translations(current_language()).gettext(key))
    return str(value) if found == key else found


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `kind` is text, code, count, day, moment, month or share."""

    key: str
    label: str
    kind: str

    @property
    def is_number(self) -> bool:
        """Whether its cells stand at the right."""
        return self.kind in NUMBERS

    def shown(self, value: Any) -> str:
        """A cell as people read it."""
        if value is None:
            return ""
        if self.kind == "share":
            return f"{100 * value:.1f}%"
        if self.kind == "day":
            return day_text(value)
        if self.kind == "moment":
            return moment_text(value)
        if self.kind == "month":
            return str(value).replace("-", "/")
        if self.kind == "code" or (self.kind == "count" and isinstance(value, str)):
            return value_text(value)
        return number_text(value) if self.kind == "count" else str(value)

    def raw(self, value: Any) -> Any:
        """A cell as spreadsheets take it: numbers, dates and words."""
        if self.kind == "day" and value:
            return date.fromisoformat(value)
        if self.kind in NUMBERS and isinstance(value, (int, float)):
            return value
        return self.shown(value)


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table with its title; `totals` by column key stand below it."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]
    totals: Mapping[str, Any]
    about: Mapping[str, Any]

    @property
    def heads(self) -> list[Any]:
        """The heads as `ui.table` takes them."""
        return [(c.label, "number") if c.is_number else c.label for c in self.columns]

    @property
    def cells(self) -> list[list[str]]:
        """The cells as `ui.table` takes them."""
        return [[c.shown(row.get(c.key)) for c in self.columns] for row in self.rows]

    @property
    def total_cells(self) -> list[str]:
        """The cells of the last line, empty where nothing is summed up."""
        return [c.shown(self.totals.get(c.key)) for c in self.columns]


def figure_table(title: str, found: Mapping[str, Any], codes: Sequence[str] = ()) -> FigureTable:
    """The table of a service's answer; the columns named in `codes` hold codes, not words."""
    columns = tuple(
        Column(
            one["key"],
            label_text(one["label_code"]),
            "code" if one["key"] in codes else one["kind"],
        )
        for one in found["columns"]
    )
    about = {name: found[name] for name in ("from", "to") if name in found}
    return FigureTable(title, columns, found["rows"], found.get("totals") or {}, about)
