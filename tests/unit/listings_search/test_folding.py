from __future__ import annotations

import pytest

from services.kernel.japanese.folding import Folding
from services.kernel.japanese.katakana import fold_katakana

fold = Folding({"國": "国", "髙": "高"})


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＪＩＣＡ　２０２４", "JICA 2024"),
        ("ﾎﾞﾗﾝﾃｨｱ", "ボランティア"),
        ("國際　髙橋", "国際 高橋"),
        ("ヴェトナム ヴァイオリン", "ベトナム バイオリン"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("São Tomé, Łódź, Ærø", "Sao Tome, Lodz, AEro"),
        ("U.N. and U.S.A.", "UN and USA"),
        ("Ph.D. or M.Sc", "PhD or MSc"),
        ("Plan A. Then B.", "Plan A. Then B."),
        ("1,250,000円と1,2", "1250000円と1,2"),
        ("R&D, M & E, 企画&運営", "R and D, M and E, 企画&運営"),
        ("コンピュ‐タ アジア―太平洋", "コンピュ-タ アジア-太平洋"),
        ("WHO who", "WHO who"),
    ],
)
def test_spellings_of_characters_meet(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    "spellings",
    [
        ("コンピューター", "コンピュータ"),
        ("ボランティア", "ボランテイア"),
        ("ステイクホルダー", "ステークホルダー", "ステークホルダ"),
        ("ウィルス", "ウイルス"),
        ("フィリピン", "フイリピン"),
        ("パーティー", "パーティ"),
    ],
)
def test_spellings_of_a_katakana_word_meet(spellings: tuple[str, ...]) -> None:
    assert len({fold_katakana(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("カバー", "カバ"), ("ビール", "ビル"), ("コート", "コト")]
)
def test_long_vowels_that_make_another_word_stay(one: str, other: str) -> None:
    assert fold_katakana(one) != fold_katakana(other)
