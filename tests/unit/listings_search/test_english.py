from __future__ import annotations

import pytest

from services.kernel.japanese.tables import read_tables
from services.listings.adapters.search.opening import Language

english = read_tables().english


@pytest.mark.parametrize(
    "forms",
    [
        ("nurse", "nurses"),
        ("policy", "policies"),
        ("class", "classes"),
        ("box", "boxes"),
        ("child", "children"),
        ("woman", "women"),
        ("analysis", "analyses"),
        ("virus", "viruses"),
        ("midwife", "midwives"),
        ("hero", "heroes"),
        ("organisation", "organization", "organisations", "organizations"),
        ("programme", "program", "programmes", "programs"),
        ("centre", "center", "centres"),
        ("labour", "labor"),
        ("behavioural", "behavioral"),
        ("organising", "organizing"),
        ("adviser", "advisor", "advisers"),
        ("travelling", "traveling"),
        ("analyse", "analyze"),
        ("paediatrician", "pediatrician"),
    ],
)
def test_plurals_and_british_spellings_meet(forms: tuple[str, ...]) -> None:
    assert len({english(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("university", "universal"),
        ("organization", "organ"),
        ("organization", "organized"),
        ("engineer", "engine"),
        ("policy", "police"),
        ("news", "new"),
        ("economics", "economic"),
        ("internal", "intern"),
        ("specialist", "specialise"),
        ("business", "busy"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert english(one) != english(other)


@pytest.mark.parametrize(("word", "token"), [("WHO", "who"), ("who", "who_"), ("Who", "who_")])
def test_a_name_in_capitals_is_not_the_everyday_word(
    language: Language, word: str, token: str
) -> None:
    assert language.analyser.stream(word) == [token]


def test_aids_is_not_the_plural_of_aid(language: Language) -> None:
    assert language.analyser.stream("AIDS aid aids") == ["aids", "aid", "aid"]
