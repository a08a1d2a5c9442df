"""schema.org as JSON-LD: `JobPosting` and `Event`, alone, in lists, in `@graph`, in a page.

No context is fetched: the names of schema.org are taken as they stand, with or without prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from services.listings.adapters.imports.markup import Markup
from services.listings.adapters.imports.objects import parsed
from services.listings.adapters.imports.records import NotReadable, Records, flattened

JOB = "JobPosting"
_PREFIX = re.compile(r"^(?:https?://schema\.org/|schema:)")
_TYPE = "application/ld+json"
_DEEPEST = 12
_IDENTIFYING = ("identifier", "identifier.value", "identifier.@id", "@id")
# How schema.org names an event's kinds; all of them are events.
_EVENT = re.compile(r"^(?:\w*Event|CourseInstance|Festival|Hackathon|ExhibitionEvent)$")


def is_linked_data(value: Any) -> bool:
    """Whether a JSON value speaks of things of a vocabulary."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, Mapping) and any(n in first for n in ("@context", "@graph", "@type"))


def read_linked_data(value: Any) -> Records:
    """The postings and events in it, numbered from 1. Raises `NotReadable` when there is none."""
    return _records([value])


def read_page(text: str) -> Records:
    """The postings and events in the scripts of an HTML page. Raises `NotReadable`."""
    page = _Scripts()
    page.read(text)
    values, broken = [], 0
    for script in page.scripts:
        try:
            values.append(parsed(script))
        except NotReadable:
            broken += 1
    if broken and not values:
        raise NotReadable(0, "file", "not-json")
    records = _records(values)
    for _ in range(broken):
        records.refuse(0, "script", "not-json")
    return records


class _Scripts(Markup):
    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        stated = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        self._inside = tag == "script" and stated == _TYPE
        if self._inside:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data


def _records(values: list[Any]) -> Records:
    records = Records("json-ld")
    for number, (kind, thing) in enumerate(_things(values, 0), start=1):
        try:
            flat = flattened({n: v for n, v in thing.items() if n not in ("@context", "@type")})
        except RecursionError:
            records.refuse(number, "row", "nested-too-deeply")
            continue
        records.add(number, {"@type": kind} | _named(flat))
    if not records.rows and not records.problems:
        raise NotReadable(0, "file", "no-postings")
    return records


def _named(flat: Mapping[str, str]) -> dict[str, str]:
    """Names without types and prefixes; whatever identifies the thing is its `identifier`."""
    values = {_PREFIX.sub("", n): v for n, v in flat.items() if not n.endswith("@type")}
    ids = [values.pop(name, "") for name in _IDENTIFYING]
    for name in [name for name in values if name.startswith("identifier.")]:
        del values[name]
    identifier = next((one for one in (*ids, values.get("url", "")) if one), "")
    return ({"identifier": identifier} if identifier else {}) | values


def _things(value: Any, depth: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _things(inner, depth + 1)
    elif isinstance(value, Mapping):
        kind = _kind(value.get("@type"))
        if kind:
            yield kind, {_PREFIX.sub("", str(name)): one for name, one in value.items()}
        else:
            for inner in value.values():
                yield from _things(inner, depth + 1)


def _kind(stated: Any) -> str:
    for one in stated if isinstance(stated, list) else [stated]:
        name = _PREFIX.sub("", one) if isinstance(one, str) else ""
        if name == JOB:
            return JOB
        if _EVENT.match(name):
            return "Event"
    return ""
