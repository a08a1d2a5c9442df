from __future__ import annotations

import codecs
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.listings.adapters.imports import read_file
from services.listings.adapters.imports.decoding import decode
from services.listings.application.import_ports import ImportFile

CSV = "番号,件名,開催日,応募締切,会場,内容\nA-1,日本語教室,2024年6月1日,令和6年5月20日,さいたま市,初級\n"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>求人</title><link>https://example.org/</link>
<item><title>水資源の専門家</title><link>https://example.org/1</link><guid isPermaLink="false">g-1</guid>
<pubDate>Wed, 01 May 2024 16:00:00 GMT</pubDate><category>水</category><category>衛生</category>
<description>&lt;p&gt;流域を&lt;b&gt;管理&lt;/b&gt;する。&lt;/p&gt;&lt;script&gt;bad()&lt;/script&gt;</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Jobs</title><id>urn:x</id>
<entry><id>urn:x:1</id><title>Water expert</title><published>2024-05-01T16:00:00Z</published>
<link rel="alternate" href="https://example.org/1"/><link rel="self" href="https://example.org/f"/>
<summary type="html">Manages &amp;amp; plans</summary></entry></feed>"""
POSTING: dict[str, Any] = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "identifier": {"@type": "PropertyValue", "name": "Org", "value": "P-7"},
    "title": "Water expert",
    "description": "<p>Manages a basin.</p><ul><li>Plans</li></ul>",
    "datePosted": "2024-05-01",
    "validThrough": "2024-06-30T15:30:00Z",
    "employmentType": ["FULL_TIME"],
    "hiringOrganization": {"@type": "Organization", "name": "Org"},
    "jobLocation": {
        "@type": "Place",
        "address": {"addressCountry": "KE", "addressLocality": "Nairobi"},
    },
}
EVENT: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "EducationEvent",
    "@id": "https://example.org/e/1",
    "name": "日本語教室",
    "startDate": "2024-06-01T10:00:00+09:00",
    "endDate": "2024-06-02",
    "location": {"name": "公民館", "address": {"addressRegion": "埼玉県", "addressCountry": "JP"}},
    "description": "初級",
}


def _read(content: bytes | str, form: str = "auto") -> ImportFile:
    content = content.encode() if isinstance(content, str) else content
    return read_file(content, form)


def _problems(file: ImportFile) -> list[tuple[int, str, str]]:
    return [(problem.line, problem.field, problem.code) for problem in file.problems]


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode(),
        codecs.BOM_UTF8 + CSV.encode(),
        CSV.encode("cp932"),
        CSV.encode("utf-16"),
        CSV.replace("\n", "\r\n").encode("cp932"),
        CSV.replace(",", "\t").encode(),
        CSV.replace(",", ";").encode(),
    ],
)
def test_a_table_is_the_same_in_every_encoding_and_with_every_separator(content: bytes) -> None:
    file = _read(content)
    assert (file.form, _problems(file)) == ("csv", [])
    [row] = file.rows
    assert (row.line, row.source_id) == (2, "A-1")
    assert row.content["title"] == "日本語教室"
    assert row.content["language"] == "ja"
    assert row.content["work_period"] == {"start": {"day": "2024-06-01"}, "end": None}
    assert row.content["recruitment"] == {"end_on": "2024-05-20"}
    assert row.content["locations"] == [{"country": None, "prefecture": None, "text": "さいたま市"}]


def test_the_shape_of_a_table_is_its_columns_in_any_order_and_form() -> None:
    first = _read("id,title\n1,a\n")
    assert _read("title,id\nb,2\n").shape == first.shape
    assert _read('[{"id": 3, "title": "c"}]').shape == first.shape
    assert _read("id,title,more\n1,a,x\n").shape != first.shape


@pytest.mark.parametrize(
    ("text", "form", "ids"),
    [
        ('[{"id": 1, "title": "a"}, {"id": "x", "title": "b"}]', "json", ["1", "x"]),
        ('{"items": [{"id": 1, "title": "a"}], "total": 1}', "json", ["1"]),
        ('{"id": 1, "title": "a"}', "json", ["1"]),
        ('{"id": 1, "title": "a"}\n\n{"id": 2, "title": "b"}\n', "json-lines", ["1", "2"]),
        (RSS, "rss", ["g-1"]),
        (ATOM, "atom", ["urn:x:1"]),
        (json.dumps(POSTING), "json-ld", ["P-7"]),
        (json.dumps([POSTING, EVENT]), "json-ld", ["P-7", "https://example.org/e/1"]),
        (
            json.dumps({"@context": "x", "@graph": [{"@type": "WebPage"}, POSTING]}),
            "json-ld",
            ["P-7"],
        ),
    ],
)
def test_the_form_is_told_by_the_content(text: str, form: str, ids: list[str]) -> None:
    file = _read(text)
    assert file.form == form
    assert [row.source_id for row in file.rows] == ids
    assert file.problems == []


def test_an_entry_of_a_feed_is_read_without_markup_by_the_day_in_tokyo() -> None:
    [row] = _read(RSS).rows
    assert row.content["description"] == "流域を管理する。"
    assert row.content["recruiting_fields"] == ["水", "衛生"]
    assert row.content["recruitment"]["start_on"] == "2024-05-02"
    assert row.content["source_url"] == "https://example.org/1"
    [other] = _read(ATOM).rows
    assert other.content["description"] == "Manages & plans"
    assert other.content["source_url"] == "https://example.org/1"
    assert other.content["language"] == "en"


def test_a_feed_in_shift_jis_is_read_as_it_declares() -> None:
    content = RSS.replace("UTF-8", "Shift_JIS").encode("cp932")
    assert _read(content).rows[0].content["title"] == "水資源の専門家"
    assert _problems(_read(RSS.replace("UTF-8", "KOI8-R"))) == [(0, "file", "encoding-unknown")]


def test_feeds_of_the_first_rss_are_read_too() -> None:
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://example.org/">
      <title>t</title><link>https://example.org/</link></channel>
      <item rdf:about="https://example.org/9"><title>催し</title></item></rdf:RDF>"""
    file = _read(text)
    assert (file.form, file.shape) == ("rss", "rss https://example.org/")
    assert file.rows[0].source_id == "https://example.org/9"


def test_linked_data_of_jobs_and_events_become_rows_of_their_kinds() -> None:
    job, event = _read(json.dumps([POSTING, EVENT])).rows
    assert (job.kind, event.kind) == ("job", "training")
    assert job.content["employment_type"] == "full-time"
    assert job.content["recruitment"] == {"start_on": "2024-05-01", "end_on": "2024-07-01"}
    assert job.content["description"] == "Manages a basin.\n\n・Plans"
    assert job.content["locations"] == [{"country": "KE", "prefecture": None, "text": "Nairobi"}]
    assert event.content["locations"] == [{"country": "JP", "prefecture": "11", "text": "公民館"}]
    assert event.content["work_period"] == {
        "start": {"day": "2024-06-01"},
        "end": {"day": "2024-06-02"},
    }


def test_linked_data_is_found_in_the_scripts_of_a_page() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>x</title><script>var a = 1 < 2;</script>"
        f'<script type="application/ld+json">{json.dumps(POSTING)}</script></head><body>'
        f"<script type='application/ld+json; charset=utf-8'>{{\"@graph\": [{json.dumps(EVENT)}]}}"
        '</script><script type="application/ld+json">{broken</script></body></html>'
    )
    file = _read(page)
    assert [row.source_id for row in file.rows] == ["P-7", "https://example.org/e/1"]
    assert _problems(file) == [(0, "script", "not-json")]


@pytest.mark.parametrize(
    ("content", "line", "field", "code"),
    [
        (b"", 0, "file", "document-empty"),
        (b"PK\x03\x04\x14\x00", 1, "file", "no-text"),
        (b"a,b\n1,\x002\n", 2, "file", "no-text"),
        (
            "番号,件名\n1,日本語教室のお知らせ\n".encode() + b"2,\xe6\x97\n",
            3,
            "file",
            "wrong-encoding",
        ),
        ("番号,件名\n1,水\n".encode("cp932") + b"2,\x82\n", 3, "file", "wrong-encoding"),
        (b"only one column\nvalue\n", 1, "header", "not-a-table"),
        (b'a,b\n1,2\n"open,4\n', 3, "row", "not-csv"),
        (b'{"a": 1,\n "b": }', 2, "file", "not-json"),
        (b"[" * 100_000, 0, "file", "not-json"),
        (b'{"a": NaN}', 0, "file", "not-json"),
        (b"<rss><channel>", 1, "file", "not-xml"),
        (b"<html><body>nothing</body></html>", 0, "file", "no-postings"),
        (b'{"@context": "x", "@type": "Person"}', 0, "file", "no-postings"),
        (b'<!DOCTYPE r [<!ENTITY e "x">]><rss><channel/></rss>', 0, "file", "xml-forbidden"),
        (
            b'<!DOCTYPE r SYSTEM "file:///etc/passwd"><rss><channel/></rss>',
            0,
            "file",
            "xml-forbidden",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line_and_reason(
    content: bytes, line: int, field: str, code: str
) -> None:
    file = _read(content)
    assert _problems(file) == [(line, field, code)]
    assert list(file.rows) == []


@pytest.mark.parametrize(
    ("row", "field", "code"),
    [
        ("A-2,題,来週,,,", "開催日", "invalid-date"),
        ("A-2,題,2024-02-30,,,", "開催日", "invalid-date"),
        ("A-2,題,2024-06-01,令和99年1月1日頃,,", "応募締切", "invalid-date"),
        ("A-1,題,2024-06-01,,,", "番号", "duplicate-in-import"),
        ("A-2,題,2024-06-01,,,,too many", "row", "too-many-columns"),
    ],
)
def test_a_row_is_refused_by_line_column_and_rule_and_stops_no_other(
    row: str, field: str, code: str
) -> None:
    file = _read(f"{CSV}{row}\nA-3,題,2024/6/1(土) 10:00,,,\n")
    assert [one.source_id for one in file.rows] == ["A-1", "A-3"]
    assert _problems(file) == [(3, field, code)]


def test_broken_lines_of_json_lines_are_refused_alone() -> None:
    deep = '{"a": ' * 9 + "1" + "}" * 9
    text = f'{{"id": 1, "title": "a"}}\nnot json\n[1]\n{deep}\n{{"id": 5}}\n'
    file = _read(text)
    assert [row.line for row in file.rows] == [1, 5]
    assert _problems(file) == [
        (2, "row", "not-json"),
        (3, "row", "not-an-object"),
        (4, "row", "nested-too-deeply"),
    ]


def test_limits_of_rows_and_columns_are_named() -> None:
    many = "id,title\n" + "".join(f"{n},t\n" for n in range(20_001))
    assert _problems(_read(many)) == [(20_002, "file", "too-many-rows")]
    wide = json.dumps([{f"c{n}": n for n in range(301)}])
    assert _problems(_read(wide)) == [(1, "header", "too-many-columns-in-file")]


def test_the_same_row_has_the_same_id_although_the_source_gives_none() -> None:
    text = "件名,開催日\n教室,2024-06-01\n教室,2024-06-08\n教室,2024-06-08\n"
    file = _read(text)
    assert [row.source_id for row in file.rows] == [row.source_id for row in _read(text).rows]
    assert len({row.source_id for row in file.rows}) == 2
    assert _problems(file) == [(4, "source_id", "duplicate-in-import")]


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reading_fail(content: bytes) -> None:
    for head in (b"", b"<rss>", b"<html>", b"[", b'{"@type":', b"a,b\n"):
        file = _read(head + content)
        assert file.rows or file.problems or file.columns


@given(st.text(alphabet="日本語教室の案内カタカナabc 123、。", min_size=1))
def test_texts_survive_the_encodings_japan_uses(text: str) -> None:
    table = f"番号,件名\n1,{text}\n"
    assert decode(table.encode("cp932")) == decode(table.encode()) == table
