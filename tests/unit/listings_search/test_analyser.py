from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from services.kernel.japanese.analyser import GAP
from services.kernel.japanese.keyword import TypedWord, typed_words
from services.listings.adapters.search.opening import Language


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("京都府と東京都", ["京都", "府", "と", "東京", "都"]),
        ("上下水道", ["上下", "水道"]),
        ("C++とC#、R&D", ["c++", "と", "c#", GAP, "r", "and", "d"]),
        ("国際。協力", ["国際", GAP, "協力"]),
        ("children's", ["child"]),
    ],
)
def test_texts_are_cut_into_words(language: Language, text: str, tokens: list[str]) -> None:
    assert language.analyser.stream(text) == tokens


@pytest.mark.parametrize(
    "spellings",
    [
        ("取組", "取組み", "取り組み"),
        ("引越し", "引っ越し", "引越"),
        ("子ども", "子供", "こども"),
        ("障がい者", "障害者", "障碍者"),
        ("渡邉", "渡辺", "渡邊"),
        ("サーバ", "サーバー", "ｻｰﾊﾞｰ", "ｻ-ﾊﾞ-"),
        ("コンピュータ", "ｺﾝﾋﾟｭ-ﾀ-", "コンピューター"),
        ("受け入れ", "受入れ", "受入", "受け入れる"),
        ("マネジャー", "マネージャー"),
        ("ソフトウエア", "ソフトウェア"),
        ("働く", "働き"),
        ("霞が関", "霞ヶ関", "霞ケ関"),
        ("一級", "１級"),
        ("剝離", "剥離"),
    ],
)
def test_spellings_of_a_word_become_one_token(
    language: Language, spellings: tuple[str, ...]
) -> None:
    streams = {tuple(language.analyser.stream(spelling)) for spelling in spellings}
    assert len(streams) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("保健", "保険"), ("医師", "医療"), ("イラン", "イラク"), ("機関", "機械"), ("科学", "化学")],
)
def test_words_that_look_alike_stay_apart(language: Language, one: str, other: str) -> None:
    assert language.analyser.stream(one) != language.analyser.stream(other)


def test_a_compound_is_cut_alike_whatever_follows(language: Language) -> None:
    alone = language.analyser.stream("受け入れ")
    assert language.analyser.stream("受け入れ家庭")[: len(alone)] == alone


def test_a_hyphen_joins_names_and_lengthens_vowels(language: Language) -> None:
    assert language.analyser.stream("アジア-アフリカ")[:2] == ["アジア", "アフリカ"]
    assert language.analyser.stream("ﾃﾞ-ﾀ") == language.analyser.stream("データ")


def test_words_in_pieces_are_found_as_one_too(language: Language) -> None:
    assert language.analyser.stream("co-operation")[-2:] == [GAP, "cooperation"]
    whole = language.analyser.stream("コートジボワール")
    assert language.analyser.stream("コート・ジボワールで")[-1:] == whole


def test_a_name_within_a_longer_name_is_another_token(language: Language) -> None:
    sudan = language.analyser.stream("スーダン")[0]
    assert sudan not in language.analyser.stream("南スーダンの学校")
    assert "sudan" not in language.analyser.stream("South Sudan")


def test_one_dictionary_serves_many_threads(language: Language) -> None:
    texts = [f"国際協力機構の防災専門家{number}名を募集する。" for number in range(200)]
    expected = [language.analyser.stream(text) for text in texts]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(language.analyser.stream, texts)) == expected


@pytest.mark.parametrize(
    ("keyword", "words"),
    [
        ("国際　協力", [TypedWord("国際"), TypedWord("協力")]),
        ("「国際 協力」 京都", [TypedWord("国際 協力", True), TypedWord("京都")]),
        ('"climate change" Nepal', [TypedWord("climate change", True), TypedWord("Nepal")]),
        ('気候 "', [TypedWord("気候")]),
        ("   ", []),
    ],
)
def test_a_keyword_is_words_and_quoted_phrases(keyword: str, words: list[TypedWord]) -> None:
    assert list(typed_words(keyword)) == words


def test_names_of_several_tokens_are_found_in_a_stream(language: Language) -> None:
    analyser = language.analyser
    name = analyser.phrase("国際協力機構")
    assert name in analyser.compounds
    assert analyser.compounds_in(analyser.stream("国際協力機構の職員")) == {name}
    assert not analyser.compounds_in(analyser.stream("国際協力と協力機構"))
