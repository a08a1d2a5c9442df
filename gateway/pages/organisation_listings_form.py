"""The entry form of a listing: its fields, what is in them, and refusals at their fields (LI-12).

Lists are usable without a script: places are rows of fields, other lists are lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, request
from flask_babel import lazy_gettext

from gateway.backend import backend
from gateway.forms import FormKind, area, day, hidden, select, text, tick
from gateway.forms.fields import Field
from gateway.forms.form import Done, Form
from gateway.web.listing_words import EMPLOYMENT_TYPES, THIRDS
from gateway.web.places import countries, prefectures
from services.kernel.contracts.rpc import Refused

INPUT_MINUTES = 60
FEWEST_ROWS, ROWS_ADDED, MOST_ROWS = 2, 3, 30

_ALWAYS = ("title", "recruiting_fields", "locations", "work_period", "recruitment")
_USUALLY = (*_ALWAYS, "application_method", "conditions", "description")
_ROW = re.compile(r"content\.locations\.(\d{1,2})\.(country|prefecture|text)")
_LINES = ("recruiting_fields", "required_documents", "languages_needed")
_TICKS = ("web_application", "direct_application", "diverse_working")
_TEXTS = (
    "kind",
    "language",
    "title",
    "organisation_name",
    "application_method",
    "conditions",
    "description",
    "employment_type",
    "occupation_code",
    "contact",
    "source_url",
    "follows",
)
# A refusal of a whole part is shown at the first field of the part.
_SHOWN_AT = {
    "content.locations": "content.locations.0.country",
    "content.work_period": "content.work_period.start.day",
    "content.work_period.start": "content.work_period.start.day",
    "content.work_period.end": "content.work_period.end.day",
    "content.recruitment": "content.recruitment.start_on",
}
TAKES_NO_APPLICATIONS = frozenset({"pre-announcement", "past-public-recruitment"})


def mandatory_of(kind: str) -> tuple[str, ...]:
    """The items marked 「必須」; the listings service decides, this only marks."""
    if kind == "pre-announcement":
        return (*_ALWAYS, "contact")
    return (*_USUALLY, "employment_type") if kind in ("job", "jocv-job") else _USUALLY


def _fields(kind: str, rows: int) -> Iterator[Field]:
    must = mandatory_of(kind)
    yield hidden("opened_at")
    yield hidden("content.kind")
    yield hidden("content.language")
    yield text(
        "content.title", lazy_gettext("タイトル（求人件名）"), required="title" in must, most=300
    )
    yield text(
        "content.organisation_name",
        lazy_gettext("募集団体名"),
        most=300,
        hint=lazy_gettext("空欄のときは、登録されている団体名を掲載します。"),
    )
    yield area(
        "content.recruiting_fields",
        lazy_gettext("募集分野"),
        required="recruiting_fields" in must,
        rows=3,
        hint=lazy_gettext(
            "1行に一つずつ入力してください。階層は「／」で区切ります（例：援助アプローチ／戦略／手法）。"
        ),
    )
    if kind not in ("training", "seminar"):
        yield select(
            "content.employment_type",
            lazy_gettext("雇用形態"),
            tuple(EMPLOYMENT_TYPES.items()),
            required="employment_type" in must,
            width="middle",
        )
        yield text(
            "content.occupation_code",
            lazy_gettext("職業分類コード"),
            most=20,
            width="short",
            hint=lazy_gettext("厚生労働省編職業分類の番号です。"),
        )
    for row in range(rows):
        first = row == 0 and "locations" in must
        name = f"content.locations.{row}"
        yield select(f"{name}.country", lazy_gettext("国"), countries, required=first)
        yield select(f"{name}.prefecture", lazy_gettext("都道府県"), prefectures)
        yield text(f"{name}.text", lazy_gettext("地名・勤務先など"), most=500)
    thirds = tuple(THIRDS.items())
    yield day("content.work_period.start.day", lazy_gettext("開始日"), required=True)
    yield select("content.work_period.start.third", lazy_gettext("開始の旬"), thirds, width="short")
    yield day("content.work_period.end.day", lazy_gettext("終了日"))
    yield select("content.work_period.end.third", lazy_gettext("終了の旬"), thirds, width="short")
    yield day("content.recruitment.start_on", lazy_gettext("募集開始日"), required=True)
    yield day("content.recruitment.end_on", lazy_gettext("募集終了日"))
    for name, label, most in (
        ("description", lazy_gettext("業務内容"), 20_000),
        ("conditions", lazy_gettext("応募条件等"), 10_000),
        ("application_method", lazy_gettext("応募方法"), 5_000),
    ):
        yield area(f"content.{name}", label, required=name in must, most=most, rows=8)
    yield area(
        "content.required_documents",
        lazy_gettext("応募書類"),
        rows=3,
        hint=lazy_gettext("応募のときに提出を求める書類を、1行に一つずつ入力してください。"),
    )
    yield area(
        "content.languages_needed",
        lazy_gettext("必要な言語"),
        rows=2,
        hint=lazy_gettext("1行に一つずつ入力してください（例：en、fr、または言語の名前）。"),
    )
    if kind not in TAKES_NO_APPLICATIONS:
        yield tick("content.web_application", lazy_gettext("Web応募を受け付ける（可）"))
        yield tick(
            "content.direct_application", lazy_gettext("オンライン自主応募を受け付ける（可）")
        )
    yield tick("content.diverse_working", lazy_gettext("多様な働き方ができる"))
    yield area(
        "content.contact",
        lazy_gettext("問い合わせ先"),
        required="contact" in must,
        most=2_000,
        rows=3,
    )
    yield text(
        "content.source_url",
        lazy_gettext("関連ページ"),
        most=2_000,
        inputmode="url",
        placeholder="https://",
    )
    if kind == "public-recruitment":
        yield text(
            "content.follows",
            lazy_gettext("先行するプレ公募情報"),
            most=20,
            width="short",
            hint=lazy_gettext(
                "プレ公募情報のデータ番号です。この公募案件が公開されると、プレ公募情報の掲載は終わります。"
            ),
        )


def open_form(
    content: Mapping[str, Any],
    *,
    version: int | None = None,
    extra: tuple[Field, ...] = (),
) -> Form:
    """The form of this request with these contents; `content` has at least kind and language.

    The button of step `rows` gives further rows for places.
    """
    kind = str(content["kind"])
    form = FormKind(*_fields(kind, _rows(content)), *extra).open(
        {**_flat(content), "opened_at": current_app.extensions["clock"].now().isoformat()},
        version=version,
    )
    # Neither is chosen in the form itself.
    form.values["content.kind"] = kind
    form.values["content.language"] = content["language"]
    return form


def _rows(content: Mapping[str, Any]) -> int:
    if request.method != "POST":
        return min(MOST_ROWS, max(FEWEST_ROWS, len(content.get("locations") or ()) + 1))
    sent = [int(found[1]) for name in request.form if (found := _ROW.fullmatch(name))]
    added = ROWS_ADDED if request.form.get("_step") == "rows" else 0
    return min(MOST_ROWS, max([FEWEST_ROWS - 1, *sent]) + 1 + added)


def _flat(content: Mapping[str, Any]) -> dict[str, Any]:
    flat = {f"content.{name}": content.get(name) for name in (*_TEXTS, *_TICKS)}
    for name in _LINES:
        flat[f"content.{name}"] = "\n".join(content.get(name) or ())
    for row, place in enumerate(content.get("locations") or ()):
        for name in ("country", "prefecture", "text"):
            flat[f"content.locations.{row}.{name}"] = place[name]
    for part, point in (content.get("work_period") or {}).items():
        for name in ("day", "third"):
            flat[f"content.work_period.{part}.{name}"] = (point or {}).get(name)
    for name, value in (content.get("recruitment") or {}).items():
        flat[f"content.recruitment.{name}"] = value
    return {name: value for name, value in flat.items() if value is not None}


def content_of(form: Form) -> dict[str, Any]:
    """The contents in the shape of the operations; empty rows and lines are left out."""
    values = form.values
    content: dict[str, Any] = {
        name: value for name in _TEXTS if (value := values.get(f"content.{name}")) is not None
    }
    for name in _TICKS:
        content[name] = bool(values.get(f"content.{name}"))
    for name in _LINES:
        content[name] = _lines(str(values.get(f"content.{name}") or ""), name)
    content["locations"] = [place for _, place in _places(form)]
    period = {
        part: {
            name: value
            for name in ("day", "third")
            if (value := values.get(f"content.work_period.{part}.{name}"))
        }
        for part in ("start", "end")
    }
    if period["start"] or period["end"]:
        content["work_period"] = {"start": period["start"], "end": period["end"] or None}
    recruitment = {
        name: value
        for name in ("start_on", "end_on")
        if (value := values.get(f"content.recruitment.{name}"))
    }
    if recruitment:
        content["recruitment"] = recruitment
    return content


def _lines(value: str, name: str) -> list[str]:
    if name == "recruiting_fields":
        value = value.replace("；", "\n")
    return [line.strip() for line in value.splitlines() if line.strip()]


def _places(form: Form) -> Iterator[tuple[int, dict[str, Any]]]:
    for row in range(MOST_ROWS):
        place = {
            name: value
            for name in ("country", "prefecture", "text")
            if (value := form.values.get(f"content.locations.{row}.{name}"))
        }
        if place:
            yield row, place


def ask(form: Form, operation: str, **more: Any) -> Any:
    """Carries out an operation with the contents; None when refused, the form then tells why.

    Not-found, forbidden and stale forms go to their error pages.
    """
    try:
        return backend.call("listings", operation, {"content": content_of(form), **more})
    except Refused as refused:
        if refused.kind not in ("invalid", "conflict") or refused.code == "stale-form":
            raise
        form.refuse(_at_fields(form, refused))
        return None


def send(form: Form, operation: str, **more: Any) -> Done | None:
    """Sends the contents as a command, together with when the form was opened (LI-14)."""
    opened_at = form.values.get("opened_at")
    answer = ask(form, operation, **more, **({"opened_at": opened_at} if opened_at else {}))
    return None if answer is None else Done(answer)


def _at_fields(form: Form, refused: Refused) -> Refused:
    rows = [row for row, _ in _places(form)]

    def place(name: str) -> str:
        found = _ROW.fullmatch(name)
        if found and int(found[1]) < len(rows):
            return f"content.locations.{rows[int(found[1])]}.{found[2]}"
        return _SHOWN_AT.get(name, name)

    fields = {place(name): found for name, found in refused.fields.items()}
    return Refused(
        {"code": refused.code, "kind": refused.kind, "fields": fields, "params": refused.params}
    )


def expiry(form: Form) -> dict[str, Any] | None:
    """Until when the input has to be saved, and the seconds left (LI-14, D-10)."""
    try:
        opened_at = datetime.fromisoformat(str(form.values.get("opened_at")))
        until = opened_at + timedelta(minutes=INPUT_MINUTES)
        left = (until - current_app.extensions["clock"].now()).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return {"until": until, "left": max(0, int(left))}
