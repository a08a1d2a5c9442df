"""The fields of the entry form of a listing, with its items marked 「必須」 (LI-12)."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import lazy_gettext

from gateway.forms import area, day, hidden, many, select, text, tick
from gateway.forms.fields import Field
from gateway.pages.organisation_listings_occupations import OCCUPATION_WORDS, Occupations
from gateway.web.listing_words import EMPLOYMENT_TYPES, THIRDS
from gateway.web.places import countries, prefectures

_ALWAYS = ("title", "recruiting_fields", "locations", "work_period", "recruitment")
_USUALLY = (*_ALWAYS, "application_method", "conditions", "description")
TAKES_NO_APPLICATIONS = frozenset({"pre-announcement", "past-public-recruitment"})


def mandatory_of(kind: str) -> tuple[str, ...]:
    """The items marked 「必須」; the listings service decides, this only marks."""
    if kind == "pre-announcement":
        return (*_ALWAYS, "contact")
    return (*_USUALLY, "employment_type") if kind in ("job", "jocv-job") else _USUALLY


def listing_fields(kind: str, rows: int, occupations: Occupations) -> Iterator[Field]:
    """The fields of one kind, with so many rows for places and these occupations to tick."""
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
        yield text(
            OCCUPATION_WORDS,
            lazy_gettext("職業を言葉で探す"),
            most=200,
            hint=lazy_gettext(
                "職業や職名の一部を入力して「職業を探す」を押すと、選べる職業が下に表示されます。"
            ),
        )
        yield many(
            "content.occupations",
            lazy_gettext("職業"),
            occupations.choices,
            hint=occupations.told,
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
