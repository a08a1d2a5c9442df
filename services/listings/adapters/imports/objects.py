"""Records as JSON: a list of objects, one object with a list in it, or an object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from services.listings.adapters.imports.records import NotReadable, Records, flattened

_LISTS = ("items", "listings", "jobs", "events", "trainings", "results", "records", "data", "rows")


def parsed(text: str) -> Any:
    """The value of a JSON text. Raises `NotReadable` naming the line where it breaks."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise NotReadable(error.lineno, "file", "not-json") from None
    except (ValueError, RecursionError):
        raise NotReadable(0, "file", "not-json") from None


def _no_number(name: str) -> Any:
    raise ValueError(name)


def read_objects(value: Any) -> Records:
    """The entries, numbered from 1. Raises `NotReadable`."""
    records = Records("json")
    for number, entry in enumerate(_entries(value), start=1):
        _take(records, number, entry)
    records.about = "\n".join(sorted(records.columns))
    return records


def read_lines(text: str) -> Records:
    """An object a line; a broken line is refused and the others are read."""
    records = Records("json-lines")
    for line, one in enumerate(text.split("\n"), start=1):
        if not one.strip():
            continue
        try:
            entry = parsed(one)
        except NotReadable:
            records.refuse(line, "row", "not-json")
            continue
        _take(records, line, entry)
    records.about = "\n".join(sorted(records.columns))
    return records


def _take(records: Records, line: int, entry: Any) -> None:
    if not isinstance(entry, Mapping):
        records.refuse(line, "row", "not-an-object")
        return
    try:
        values = flattened(entry)
    except RecursionError:
        records.refuse(line, "row", "nested-too-deeply")
        return
    records.add(line, values)


def _entries(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        named = [value[name] for name in _LISTS if isinstance(value.get(name), list)]
        return named[0] if named else [value]
    raise NotReadable(0, "file", "not-an-object")
