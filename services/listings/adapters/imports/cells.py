"""What stands in a cell, as a value of a listing: days, places, words of a classification."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.adapters.imports.reading import ImpossibleDate, one_line
from services.listings.domain.listing.places import PREFECTURES, is_prefecture_code

_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
_ERA = re.compile(r"(令和|平成|昭和|[RHS])\s*(元|\d{1,2})[年./-]\s*(\d{1,2})[月./-]\s*(\d{1,2})日?")
_DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})日?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
# What may stand behind a day without changing it: its weekday, a time of the same place.
_TAIL = re.compile(
    r"\s*[(（]?[月火水木金土日祝・]*[)）]?\s*(?:(?:午前|午後)?\s*\d{1,2}[:時]\d{0,2}分?(?::\d{2})?)?"
)
_KINDS = {
    "job": "job 求人 jobposting 求人情報 vacancy position 職員募集",
    "internship": "internship intern インターン インターンシップ",
    "training": "training 研修 講座 course event イベント workshop 催し courseinstance",
    "seminar": "seminar セミナー 説明会 lecture 講演会 webinar",
}
_EMPLOYMENT = {
    "full-time": "fulltime 常勤 正社員 正職員 フルタイム permanent",
    "part-time": "parttime 非常勤 パート パートタイム アルバイト",
    "fixed-term": "fixedterm 任期付 任期付き 有期 有期雇用 契約社員",
    "contract": "contract contractor 業務委託 委託 コンサルタント consultant consultancy",
    "temporary": "temporary 派遣 臨時 perdiem",
    "intern": "intern internship インターン インターンシップ",
    "volunteer": "volunteer ボランティア",
    "other": "other その他",
}
_LANGUAGES = {"ja": "ja jp japanese 日本語 jajp", "en": "en english 英語 engb enus"}
_SPLIT = re.compile(r"[、，,;；|\n]")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_LONGEST_DAY = 100
_SIGNS = re.compile(r"[\s_\-・:：]+")


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    return {word: value for value, texts in words.items() for word in texts.split()}


_KIND_OF, _EMPLOYMENT_OF, _LANGUAGE_OF = map(_by_word, (_KINDS, _EMPLOYMENT, _LANGUAGES))


def plainly(text: str) -> str:
    """For comparison: NFKC, lower case, without spaces and the like."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text)).lower()


def day_in(text: str) -> date:
    """The day in Tokyo of what people and machines write. Raises `ImpossibleDate`."""
    # Nothing longer is a day, and patterns take their time over long texts.
    if len(text.strip()) > _LONGEST_DAY:
        raise ImpossibleDate(text[:_LONGEST_DAY])
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        for pattern in (_ERA, _DAY):
            if (found := pattern.match(plain)) and _TAIL.fullmatch(plain[found.end() :]):
                *era, year, month, day = found.groups()
                first = _ERAS[era[0]] if era else 0
                return date(first + (1 if year == "元" else int(year)), int(month), int(day))
        if found := _PACKED.fullmatch(plain):
            return date(int(found[1]), int(found[2]), int(found[3]))
        moment = _moment(plain)
        return tokyo_date(moment) if moment.tzinfo else moment.date()
    except (ValueError, OverflowError):
        raise ImpossibleDate(text) from None


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)


def parts_of(text: str) -> list[str]:
    """The entries of a cell that lists several."""
    return list(dict.fromkeys(part for one in _SPLIT.split(text) if (part := one_line(one))))


def kind_of(text: str) -> str | None:
    """The kind of listing a word stands for."""
    return _KIND_OF.get(plainly(text))


def employment_of(text: str) -> str:
    """How a person is engaged, by the first word that says so; `other` for what is unknown."""
    found = (_EMPLOYMENT_OF.get(plainly(part)) for part in parts_of(text))
    return next((one for one in found if one), "other")


def language_named(text: str) -> str | None:
    """The language a word stands for, if listings can be written in it."""
    return _LANGUAGE_OF.get(plainly(text))


def language_by_letters(text: str) -> str:
    """Japanese where there are Japanese letters."""
    return "ja" if _JAPANESE.search(text) else "en"


def prefecture_in(text: str) -> str | None:
    """The code of the prefecture that a cell names: `13`, `JP-13`, `東京`, `東京都千代田区`."""
    plain = unicodedata.normalize("NFKC", text).strip()
    code = plain.upper().removeprefix("JP-").zfill(2)
    if is_prefecture_code(code):
        return code
    for number, name in enumerate(PREFECTURES, start=1):
        short = name if name == "北海道" else name[:-1]
        if plain.startswith(name) or plain == short:
            return f"{number:02d}"
    return None
