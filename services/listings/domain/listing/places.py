"""Places of work: countries (ISO 3166-1), Japanese prefectures (JIS X 0401) and free text."""

from __future__ import annotations

from dataclasses import dataclass

_COUNTRY_CODES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
    BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM
    HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC
    LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA
    NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO
    TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """

COUNTRIES = frozenset(_COUNTRY_CODES.split())
"""The codes a country may have; Kosovo under its user-assigned code."""

_PREFECTURE_NAMES = """
    北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県
    新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県
    奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県
    熊本県 大分県 宮崎県 鹿児島県 沖縄県
    """

PREFECTURES = tuple(_PREFECTURE_NAMES.split())
"""The prefectures in the order of their codes 01 to 47."""


def prefecture_code(name: str) -> str | None:
    """`東京都` is `13`; None for what is no prefecture."""
    return f"{PREFECTURES.index(name) + 1:02d}" if name in PREFECTURES else None


def is_prefecture_code(code: str) -> bool:
    """Whether it is one of 01 to 47."""
    return len(code) == 2 and code.isdecimal() and 1 <= int(code) <= len(PREFECTURES)


@dataclass(frozen=True, slots=True)
class Location:
    """One place of work: a country, with a prefecture where it is Japan, and a text to show.

    A place that the announcement does not name has a text only.
    """

    country: str | None = None
    prefecture: str | None = None
    text: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes it is found by: `JP` and `JP-13`, or `KE`, or none."""
        if self.country is None:
            return ()
        if self.prefecture is None:
            return (self.country,)
        return (self.country, f"{self.country}-{self.prefecture}")
