"""Places of work in words: countries, Japanese prefectures, and what is written beside them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from babel import Locale

from gateway.language import current_language

_NAMES = """
    北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県
    新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県
    奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県
    熊本県 大分県 宮崎県 鹿児島県 沖縄県
    """
_NAMES_EN = """
    Hokkaido Aomori Iwate Miyagi Akita Yamagata Fukushima Ibaraki Tochigi Gunma Saitama Chiba Tokyo
    Kanagawa Niigata Toyama Ishikawa Fukui Yamanashi Nagano Gifu Shizuoka Aichi Mie Shiga Kyoto
    Osaka Hyogo Nara Wakayama Tottori Shimane Okayama Hiroshima Yamaguchi Tokushima Kagawa Ehime
    Kochi Fukuoka Saga Nagasaki Kumamoto Oita Miyazaki Kagoshima Okinawa
    """
PREFECTURES = tuple(_NAMES.split())
"""The prefectures in the order of their codes 01 to 47."""
_PREFECTURES_EN = tuple(_NAMES_EN.split())


# Unions, dependencies without a code of their own and pseudo places of CLDR.
_NOT_COUNTRIES = frozenset(
    ("AC", "AN", "CP", "CQ", "CS", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)


@cache
def _territories(language: str) -> Mapping[str, str]:
    return dict(Locale(language).territories)


@cache
def _place_of_code(code: str, language: str) -> str:
    country, _, prefecture = code.partition("-")
    if country == "JP" and prefecture.isdecimal() and 1 <= int(prefecture) <= len(PREFECTURES):
        names = _PREFECTURES_EN if language == "en" else PREFECTURES
        return names[int(prefecture) - 1]
    return _territories(language).get(country, code)


def place_of_code(code: str) -> str:
    """`KE` is ケニア, `JP-13` is 東京都."""
    return _place_of_code(code, current_language())


def countries() -> list[tuple[str, str]]:
    """All countries as choices, Japan first, then by name."""
    return _countries(current_language())


@cache
def _countries(language: str) -> list[tuple[str, str]]:
    names = [
        (code, name)
        for code, name in _territories(language).items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    ]
    return sorted(names, key=lambda pair: (pair[0] != "JP", pair[1]))


def prefectures() -> list[tuple[str, str]]:
    """The prefectures as choices, by code."""
    return [(f"{i + 1:02d}", place_of_code(f"JP-{i + 1:02d}")) for i in range(len(PREFECTURES))]


def place_text(location: Mapping[str, Any]) -> str:
    """A place of work in words: country or prefecture and the text, neither of them twice."""
    return _place_text(
        location.get("country") or "",
        location.get("prefecture") or "",
        location.get("text") or "",
        current_language(),
    )


@lru_cache(maxsize=4096)
def _place_text(country: str, prefecture: str, text: str, language: str) -> str:
    if not country:
        return text
    code = f"{country}-{prefecture}" if prefecture else country
    if any(_place_of_code(code, known) in text for known in ("ja", "en")):
        return text
    name = _place_of_code(code, language)
    if not text:
        return name
    return text if code == "JP" else f"{name} {text}"
