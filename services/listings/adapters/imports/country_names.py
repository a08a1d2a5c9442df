"""Countries as files name them: by code, in English or in Japanese."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale

from services.listings.domain.listing.places import COUNTRIES

OTHER_NAMES = {
    "Turkiye": "TR",
    "Turkey": "TR",
    "Republic of Korea": "KR",
    "Korea": "KR",
    "Viet Nam": "VN",
    "Cote d'Ivoire": "CI",
    "Ivory Coast": "CI",
    "Democratic Republic of the Congo": "CD",
    "DR Congo": "CD",
    "Republic of Congo": "CG",
    "Syrian Arab Republic": "SY",
    "United Republic of Tanzania": "TZ",
    "Republic of Moldova": "MD",
    "Lao PDR": "LA",
    "State of Palestine": "PS",
    "Palestine": "PS",
    "Myanmar": "MM",
    "USA": "US",
    "Washington": "US",
    "Washington, DC": "US",
    "Washington D.C.": "US",
    "United States of America": "US",
    "UK": "GB",
    "Bosnia and Herzegovina": "BA",
}


@cache
def english_countries() -> Mapping[str, str]:
    """The codes by English name, with names that announcements use besides."""
    return {**_of_locale("en"), **OTHER_NAMES}


@cache
def _any_countries() -> Mapping[str, str]:
    names = {**_of_locale("ja"), **english_countries(), "日本国": "JP", "米国": "US", "英国": "GB"}
    return {name.casefold(): code for name, code in names.items()} | {
        code.casefold(): code for code in COUNTRIES
    }


def _of_locale(language: str) -> dict[str, str]:
    territories = Locale(language).territories
    return {name: code for code, name in territories.items() if code in COUNTRIES}


def country_code(text: str) -> str | None:
    """The code of what is a country and nothing else; None otherwise."""
    return _any_countries().get(text.strip().casefold())
