"""Files made to hurt: each is refused or read, within the time that other files take."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import orjson
import pytest

from services.listings.adapters.imports import read_file
from services.listings.adapters.imports.events_jp import NEEDED
from services.listings.adapters.imports.plain_text import plain_text
from services.listings.adapters.imports.records import COLUMNS_MOST
from services.listings.application.import_ports import ImportFile

LONG = 100_000
VACANCY = {"feed": "a", "guid": "g", "title": "t", "first_seen": "2024-05-01T00:00:00+00:00"}


def _read(content: Any, form: str = "auto") -> ImportFile:
    """What was read; all of it must be what the wire can carry."""
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    file = read_file(raw, form)
    orjson.dumps(dataclasses.asdict(file))
    return file


def _codes(file: ImportFile) -> list[str]:
    return [problem.code for problem in file.problems]


@pytest.mark.parametrize(
    "content",
    [
        [{"title": "\ud800x", "id": "\udc00", "no\udbffte": "a"}],
        {"@type": "JobPosting", "title": "\ud800x", "no\udbffte": ["\udc00"]},
        {"@graph": [{"@type": "Event", "name": "\ud800x"}]},
    ],
)
def test_halves_of_letters_are_left_out(content: Any) -> None:
    [row] = _read(content).rows
    assert row.content["title"] == "x"


def test_halves_of_letters_in_known_forms_are_left_out() -> None:
    [row] = _read({**VACANCY, "title": "\ud800x", "feed": "\udc00a"}, "un-jobs").rows
    assert (row.source_id, row.content["title"]) == ("a-g", "x")


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-23:00", "0001-01-01T00:00:00+23:00"])
def test_a_moment_beyond_the_calendar_is_an_invalid_date(moment: str) -> None:
    assert _codes(_read({**VACANCY, "first_seen": moment}, "un-jobs")) == ["invalid-date"]


@pytest.mark.parametrize("head", ["a" * 200_000, "番" * 200_000])
def test_an_endless_head_of_a_known_form_is_no_csv(head: str) -> None:
    assert _codes(_read(f"{head}\n1\n".encode(), "events-jp")) == ["not-csv"]


def test_an_endless_cell_of_a_known_form_is_no_csv() -> None:
    rows = ",".join(NEEDED) + "\n" + "1," * (len(NEEDED) - 1) + "a" * 200_000 + "\n"
    assert _codes(_read(rows.encode(), "events-jp")) == ["not-csv"]


@pytest.mark.timeout(60)
def test_a_head_of_very_many_columns_is_refused() -> None:
    many = ",".join(f"c{number}" for number in range(LONG)).encode()
    assert _codes(_read(many + b"\n1,2\n")) == ["too-many-columns-in-file"]


def test_empty_cells_at_the_end_of_the_head_are_no_columns() -> None:
    file = _read(b"title,id" + b"," * (COLUMNS_MOST * 2) + b"\nx,1" + b"," * 700 + b"\n")
    assert [column.name for column in file.columns] == ["title", "id"]
    assert len(file.rows) == 1


@pytest.mark.timeout(60)
@pytest.mark.parametrize("day", ["2024-05-01" + " " * LONG + "x", "1 Jan 2024 " + "(" * LONG])
def test_an_endless_date_is_none(day: str) -> None:
    file = _read([{"title": "x", "id": "1", "start_date": day}])
    assert _codes(file) == ["invalid-date"]


@pytest.mark.timeout(60)
def test_endless_texts_are_read_in_time() -> None:
    assert len(_read([{"title": "x", "d": "a" + " " * LONG * 3 + "b<p>c</p>"}]).rows) == 1
    assert len(_read([{"title": "x", "d": list(range(LONG * 3))}]).rows) == 1
    items = "".join(f"<category>{number}</category>" for number in range(LONG * 2))
    feed = f"<rss><channel><item><title>t</title>{items}</item></channel></rss>"
    assert len(_read(feed.encode()).rows) == 1
    assert len(_read({**VACANCY, "title": "," * LONG * 3 + "x"}, "un-jobs").rows) == 1


@pytest.mark.parametrize(
    "odd", ["<![ if x]>", "<![b[c]]>", "<![<![<![", "<![if !a]>", "<![CDATA[c]]>"]
)
def test_marked_sections_of_no_known_form_are_no_fault(odd: str) -> None:
    [row] = _read([{"title": "x", "id": "1", "description": f"<p>a</p>{odd}"}]).rows
    assert row.content["description"].startswith("a")
    posting = json.dumps({"@type": "JobPosting", "title": "x"})
    page = f'<script type="application/ld+json">{posting}</script><p>a</p>{odd}'
    assert [row.content["title"] for row in _read(page.encode()).rows] == ["x"]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "begun", ["<a ", "</", "<!-- >", "<![CDATA[>", "<a b='>", ">&x", "<script>"]
)
def test_what_begins_a_hundred_thousand_times_and_never_ends_is_read_in_time(begun: str) -> None:
    [row] = _read([{"title": "x", "id": "1", "description": f"<p>a</p>{begun * LONG}"}]).rows
    assert row.content["description"].startswith("a")
    assert _codes(_read(f"<html>{begun * LONG}".encode())) == ["no-postings"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a &amp; b &lt", "a & b <"),
        ("a < b", "a < b"),
        ("a <b", "a <b"),
        ('a <b c="d>e</b>f<i>g</i>', 'a <b c="d>efg'),
        ("a<!-- b", "a"),
        ("a<![CDATA[b]]>c", "ac"),
        ("a<script>b", "a"),
        ("a>b>c&d", "a>b>c&d"),
    ],
)
def test_what_never_ends_takes_nothing_with_it_that_is_seen(written: str, read: str) -> None:
    assert plain_text(f"<p></p>{written}") == read
