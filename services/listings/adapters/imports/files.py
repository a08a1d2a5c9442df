"""A file of any form: recognised, read, and its columns understood."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping

from services.listings.adapters.imports import feeds, linked_data, objects, separated
from services.listings.adapters.imports.cells import language_by_letters
from services.listings.adapters.imports.column_guess import guessed_columns, guessed_mapping
from services.listings.adapters.imports.decoding import Undecodable, decode
from services.listings.adapters.imports.events_jp import NEEDED as EVENTS_JP_COLUMNS
from services.listings.adapters.imports.events_jp import read_events_jp
from services.listings.adapters.imports.mapped import mapped_rows
from services.listings.adapters.imports.reading import one_line
from services.listings.adapters.imports.records import NotReadable, Records
from services.listings.adapters.imports.un_jobs import KEYS as UN_JOBS_KEYS
from services.listings.adapters.imports.un_jobs import read_un_jobs
from services.listings.application.import_ports import (
    COLUMNS,
    FileColumn,
    FileProblem,
    ImportFile,
    KnownFormReader,
)
from services.listings.domain.importing.mapping import ColumnMapping, ImportField

KNOWN: Mapping[str, KnownFormReader] = {"events-jp": read_events_jp, "un-jobs": read_un_jobs}
"""Forms whose columns mean the same in every file of theirs."""

_FEED = re.compile(r"<(?:[\w-]+:)?(?:rss|feed|RDF)[\s>]")
_MARKUP_HEAD = 4_000
_EXAMPLES = 3
_EXAMPLE_LETTERS = 120
_ABOUT_LETTERS = 80


def read_file(content: bytes, form: str, mapping: ColumnMapping | None = None) -> ImportFile:
    """The rows of a file, its columns, and why rows or the whole file cannot be imported.

    `form` is `auto`, `COLUMNS` (never by a known form) or a key of `KNOWN`. Without
    `mapping` the names of the columns count.
    """
    refusal: FileProblem | None = None
    try:
        records = _recognised(content)
        if not records.rows and not records.problems:
            raise NotReadable(0, "file", "no-rows")
    except NotReadable as refused:
        records, refusal = Records("unknown"), refused.problem
    if mapping is None and (known := _known(content, form, records)):
        file = KNOWN[known](content)
        return ImportFile(
            file.source, file.kind, file.rows, file.problems, known, known, _columns(records)
        )
    if refusal is not None:
        return ImportFile("", "", (), (refusal,), records.form)
    shape = _shape(records)
    chosen = mapping or _guessed(records, shape)
    found = mapped_rows(records, chosen)
    return ImportFile(
        chosen.source,
        chosen.kind,
        found.rows,
        found.problems,
        records.form,
        shape,
        _columns(records),
        chosen,
    )


def _recognised(content: bytes) -> Records:
    try:
        text = decode(content)
    except Undecodable as error:
        raise NotReadable(error.line, "file", error.code, **error.params) from None
    body = text.strip()
    if not body:
        raise NotReadable(0, "file", "document-empty")
    if body[0] == "<":
        is_feed = _FEED.search(body[:_MARKUP_HEAD])
        return feeds.read_feed(text) if is_feed else linked_data.read_page(body)
    if body[0] not in "[{":
        return separated.read_separated(text)
    try:
        value = objects.parsed(text)
    except NotReadable:
        if not _is_lines(body):
            raise
        return objects.read_lines(text)
    if linked_data.is_linked_data(value):
        return linked_data.read_linked_data(value)
    return objects.read_objects(value)


def _is_lines(body: str) -> bool:
    """Whether an object begins on most of the lines."""
    lines = [line for line in body.split("\n") if line.strip()]
    return len(lines) > 1 and sum(line.lstrip()[:1] == "{" for line in lines) * 2 > len(lines)


def _known(content: bytes, form: str, records: Records) -> str | None:
    if form in KNOWN:
        return form
    if form == COLUMNS:
        return None
    if records.form == "csv" and set(EVENTS_JP_COLUMNS) <= set(records.columns):
        return "events-jp"
    # Its reader goes on where a line is no text.
    first = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:100_000].partition(b"\n")[0]
    try:
        entry = json.loads(first)
    except (ValueError, RecursionError):
        return None
    return "un-jobs" if isinstance(entry, dict) and set(UN_JOBS_KEYS) <= set(entry) else None


def _shape(records: Records) -> str:
    """Which files have the same columns, or come from the same feed."""
    if records.form == "json-ld":
        return records.form
    if records.form in ("rss", "atom"):
        return f"{records.form} {one_line(records.about)[:_ABOUT_LETTERS]}".strip()
    return f"table-{hashlib.sha256(records.about.encode()).hexdigest()[:12]}"


def _guessed(records: Records, shape: str) -> ColumnMapping:
    titles = [
        name for name, field in guessed_columns(records.columns) if field is ImportField.TITLE
    ]
    text = "".join(row.values.get(name, "") for row in records.rows[:20] for name in titles)
    language = language_by_letters(text or "".join(records.columns))
    return guessed_mapping(records.columns, shape, records.form, language)


def _columns(records: Records) -> tuple[FileColumn, ...]:
    return tuple(FileColumn(name, _examples(records, name)) for name in records.columns)


def _examples(records: Records, name: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in records.rows:
        text = one_line(row.values.get(name, ""))
        if text:
            found[text[:_EXAMPLE_LETTERS]] = None
        if len(found) == _EXAMPLES:
            break
    return tuple(found)
