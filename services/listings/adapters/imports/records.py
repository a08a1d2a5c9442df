"""A file of any form as records: what the readers of the forms give to the mapping of columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.listings.adapters.imports.plain_text import plain_text
from services.listings.adapters.imports.reading import many_lines, one_line
from services.listings.application.import_ports import FileProblem

RECORDS_MOST = 20_000
COLUMNS_MOST = 300
NESTED_MOST = 6
_MORE = "、"


class NotReadable(Exception):
    """The whole file, from this line on, is not what its beginning promised."""

    def __init__(self, line: int, item: str, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.problem = FileProblem(line, "", item, code, params)


@dataclass(frozen=True, slots=True)
class Record:
    """One row or entry; `line` is the line of the file or, where lines mean nothing, its number."""

    line: int
    values: Mapping[str, str]


@dataclass
class Records:
    """What is in a file: its form, its columns in order, its records, and what is wrong with it.

    `about` tells sources of the same form apart: the name of a feed, the columns of a table.
    """

    form: str
    columns: list[str] = field(default_factory=list)
    rows: list[Record] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)
    about: str = ""

    def add(self, line: int, values: Mapping[str, str]) -> None:
        """Takes a record in. Raises `NotReadable` when there are too many of them, or of columns."""
        if len(self.rows) >= RECORDS_MOST:
            raise NotReadable(line, "file", "too-many-rows", most=RECORDS_MOST)
        known = set(self.columns)
        self.columns += [name for name in values if name not in known]
        if len(self.columns) > COLUMNS_MOST:
            raise NotReadable(line, "header", "too-many-columns-in-file", most=COLUMNS_MOST)
        self.rows.append(Record(line, values))

    def refuse(self, line: int, item: str, code: str, **params: str | int) -> None:
        """Notes why this line cannot be read."""
        self.problems.append(FileProblem(line, "", item, code, params))


def flattened(value: Mapping[str, Any]) -> dict[str, str]:
    """An object as columns: `location.name` for what lies within, lists joined.

    Raises `RecursionError` for what is nested too deeply to mean anything.
    """
    found: dict[str, dict[str, None]] = {}
    for name, text in _leaves("", value, 0):
        texts = found.setdefault(name, {})
        if text:
            texts[text] = None
    return {
        name: ("\n" if any("\n" in t for t in texts) else _MORE).join(texts)
        for name, texts in found.items()
    }


def _leaves(name: str, value: Any, depth: int) -> Iterator[tuple[str, str]]:
    if depth > NESTED_MOST:
        raise RecursionError
    if isinstance(value, Mapping):
        for key, inner in value.items():
            plain = one_line(str(key))
            yield from _leaves(f"{name}.{plain}" if name else plain, inner, depth + 1)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _leaves(name, inner, depth + 1)
    else:
        yield name, _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain_text(value) if isinstance(value, str) else many_lines(str(value))
