"""Made-up people and organisations, the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any


def _with_readings(names: str, readings: str) -> Sequence[tuple[str, str]]:
    return tuple(zip(names.split(), readings.split(), strict=True))


FAMILY = _with_readings(
    "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 清水 斎藤",
    "サトウ スズキ タカハシ タナカ イトウ ワタナベ ヤマモト ナカムラ コバヤシ カトウ ヨシダ ヤマダ ササキ "
    "ヤマグチ マツモト イノウエ キムラ ハヤシ シミズ サイトウ",
)
GIVEN = _with_readings(
    "花子 太郎 陽子 健一 美咲 翔太 直美 浩 恵 誠 由美 剛 彩 大輔 智子 亮 舞 学 葵 悠人",
    "ハナコ タロウ ヨウコ ケンイチ ミサキ ショウタ ナオミ ヒロシ メグミ マコト ユミ ツヨシ アヤ ダイスケ "
    "トモコ リョウ マイ マナブ アオイ ユウト",
)
SENTENCES = (
    "住民と同じ目の高さで話し、小さな改善を積み重ねることを大切にしてきました。",
    "農村での給水施設の維持管理と、利用者組合の立ち上げに関わりました。",
    "青年海外協力隊としてザンビアの診療所で2年間、母子保健の活動をしました。",
    "企業で会計と調達を担当し、海外の事業所の監査も経験しています。",
    "学校の教室に入り、教員と共に算数の教え方を見直しました。",
    "災害のあとの避難所で、保健師として感染症の対策を担いました。",
    "稲作の技術を普及員に伝え、収穫を増やす試験を続けました。",
    "評価の専門家として、事業の成果を住民の声から確かめる調査を行いました。",
    "森林の保全と、炭焼きに代わる収入の道を村の人々と探しました。",
    "フランス語と英語で研修を企画し、行政官の学びを支えました。",
)
WORDS = (
    "給水",
    "母子保健",
    "会計",
    "算数",
    "感染症",
    "稲作",
    "評価",
    "森林",
    "研修",
    "ザンビア",
    "住民 調査",
)
FIELDS = ("health", "water", "education", "environment")
PLACES = ("ZM", "KE", "VN", "JP-13", "JP-27", "PE")
LANGUAGES = ("ja", "en", "fr", "es")


def person(number: int) -> dict[str, str]:
    """Address, name, reading and birth date."""
    dice = random.Random(number)
    (family, family_kana), (given, given_kana) = dice.choice(FAMILY), dice.choice(GIVEN)
    born = date(1955, 1, 1) + timedelta(days=dice.randrange(365 * 50))
    return {
        "email": f"person{number}@bench.example",
        "name": f"{family} {given}",
        "name_kana": f"{family_kana} {given_kana}",
        "birth_on": born.isoformat(),
    }


def information(number: int) -> dict[str, Any]:
    """What a job seeker shows: some 300 letters of text and some conditions."""
    dice = random.Random(-number)
    return {
        "postal_code": "160-0022",
        "address": "東京都新宿区架空町1-2-3",
        "telephone": "03-0000-0101",
        "desired_work": dice.choice(SENTENCES),
        "fields_wanted": dice.sample(FIELDS, 2),
        "places": dice.sample(PLACES, 2),
        "employment_types": ["fixed-term"],
        "languages": ["ja", dice.choice(LANGUAGES[1:])],
        "education": dice.choice(("bachelor", "master")),
        "experience": "".join(dice.sample(SENTENCES, 3)),
        "qualifications": f"普通自動車免許、第{number}号",
        "appeal": "".join(dice.sample(SENTENCES, 3)),
    }


def organisation(number: int) -> Mapping[str, Any]:
    """A request for registration as a full organisation."""
    return {
        "kind": "full",
        "category": "other",
        "institution_type": "ngo",
        "name": f"特定非営利活動法人 架け橋の会 第{number}",
        "name_en": f"NPO Bridge {number}",
        "address": "東京都新宿区架空町1-2-3",
        "telephone": "03-0000-0001",
        "email": f"office{number}@bench.example",
        "person_in_charge": "水野 直子",
        "activity": "アジアとアフリカの農村で、住民と共に給水施設をつくり、維持管理の仕組みを育てています。",
        "listed": True,
    }
