"""The scan for erased data finds a mark in whatever form it is written."""

from __future__ import annotations

import base64
import gzip
import json
import quopri
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.message import EmailMessage
from urllib.parse import quote, quote_plus, urlencode

import bson
import pytest

from tests.support.erasure_marks import Marks, unfolded
from tests.support.erasure_places import Held
from tests.support.erasure_scan import scan

TEXT = "靐麤 驫之輔"
WHOLE = f"拝啓、{TEXT}と申します。"
MARKS = Marks(
    {"name": TEXT, "address": "zyxo.quell@wqhidden.example"},
    {"day": date(1931, 2, 27)},
    {"file": b"jwxvq-plugh-xyzzy"},
)

WRITTEN: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-16": lambda text: text.encode("utf-16-le"),
    "utf-16, big end first": lambda text: text.encode("utf-16-be"),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64, one on": lambda text: base64.b64encode(b"x" + text.encode()),
    "base64, two on": lambda text: base64.b64encode(b"xy" + text.encode()),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()),
    "base64 in lines": lambda text: base64.encodebytes(b"some more text " * 4 + text.encode()),
    "a path": lambda text: quote(text).encode(),
    "a query": lambda text: urlencode({"q": text}).encode(),
    "a query in small letters": lambda text: quote_plus(text).lower().encode(),
    "JSON": lambda text: json.dumps({"text": text}).encode(),
    "JSON in capitals": lambda text: json.dumps(text).upper().replace("\\U", "\\u").encode(),
    "quoted-printable": lambda text: quopri.encodestring(b"some more text " * 4 + text.encode()),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "HTML": lambda text: text.encode("ascii", "xmlcharrefreplace"),
    "BSON": lambda text: bson.encode({"text": text}),
    "gzip": lambda text: b"before" + gzip.compress(text.encode()) + b"after",
    "zlib": lambda text: b"before" + zlib.compress(text.encode()) + b"after",
}


def found(content: bytes) -> set[str]:
    report = scan({"here": lambda: [Held("there", content)]}, MARKS)
    return {hit.label for hit in report.hits}


@pytest.mark.parametrize("form", WRITTEN)
def test_a_text_is_found_in_every_form(form: str) -> None:
    assert found(WRITTEN[form](WHOLE)) == {"name"}


def test_a_text_is_found_in_a_mail() -> None:
    mail = EmailMessage()
    mail["Subject"] = WHOLE
    assert found(mail.as_bytes()) == {"name"}
    mail = EmailMessage()
    mail.set_content(WHOLE)
    assert found(mail.as_bytes()) == {"name"}


def test_a_day_is_found_as_text_and_as_moment() -> None:
    assert found(b'{"birth_on":"1931-02-27"}') == {"day"}
    assert found("1931年2月27日".encode()) == {"day"}
    assert found(bson.encode({"on": datetime(1931, 2, 27, tzinfo=UTC)})) == {"day"}


def test_an_address_is_found_whatever_its_case_was_folded_to() -> None:
    assert found(b"to zyxo.quell@wqhidden.example!") == {"address"}


def test_a_file_is_found_in_the_clear_and_in_base64() -> None:
    assert found(b"%PDF" + b"jwxvq-plugh-xyzzy") == {"file"}
    assert found(base64.b64encode(b"%PDF-" + b"jwxvq-plugh-xyzzy..")) == {"file"}


def test_other_people_are_not_found() -> None:
    for write in WRITTEN.values():
        assert found(write("山田 花子 hanako@people.example 1994-04-12")) == set()


def test_marks_that_would_be_found_everywhere_are_refused() -> None:
    with pytest.raises(ValueError, match="too much"):
        Marks({"name": "ab"})


def test_line_breaks_of_encodings_are_taken_out() -> None:
    assert unfolded(b"=E9=\r\n=9F\n=BA") == b"=E9=9F=BA"
