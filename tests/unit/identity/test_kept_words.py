"""The words of what people show, kept between starts: sealed, and gone with the person."""

from __future__ import annotations

from typing import Any

import pytest

from services.identity.adapters.people_search import words
from services.identity.adapters.people_search.words import MemoryKeptWords, WordsOfPeople
from services.identity.application.job_seeker_information import NOTHING
from services.kernel.eventkit.memory.parts import MemoryPersonalData
from services.kernel.japanese.opening import Japanese, open_japanese

APPEAL = {"appeal": "母子保健の計画を担いました。"}


@pytest.fixture(scope="module")
def language() -> Japanese:
    return open_japanese()


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every text that was cut into words."""
    read: list[Any] = []
    words_of = words.words_of

    def counted(information: Any, language: Japanese) -> Any:
        read.append(information["appeal"])
        return words_of(information, language)

    monkeypatch.setattr(words, "words_of", counted)
    return read


def test_a_text_is_read_once_until_it_changes(language: Japanese, readings: list[Any]) -> None:
    data, kept = MemoryPersonalData(), MemoryKeptWords()
    shown = {"a": data.seal("a", APPEAL)}
    first = WordsOfPeople(kept, data).of(shown, language, NOTHING)
    assert WordsOfPeople(kept, data).of(shown, language, NOTHING) == first
    assert len(readings) == 1
    changed = {"a": data.seal("a", {"appeal": "給水施設を作りました。"})}
    assert WordsOfPeople(kept, data).of(changed, language, NOTHING) != first
    assert len(readings) == 2


def test_another_way_of_reading_reads_everything_again(
    language: Japanese, readings: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, kept = MemoryPersonalData(), MemoryKeptWords()
    shown = {"a": data.seal("a", APPEAL)}
    WordsOfPeople(kept, data).of(shown, language, NOTHING)
    monkeypatch.setattr(words, "SHAPE", words.SHAPE + 1)
    WordsOfPeople(kept, data).of(shown, language, NOTHING)
    assert len(readings) == 2


@pytest.mark.requirement("ID-46")
def test_what_is_kept_is_sealed_and_ends_with_the_person(
    language: Japanese, readings: list[Any]
) -> None:
    data, kept = MemoryPersonalData(), MemoryKeptWords()
    shown = {"a": data.seal("a", APPEAL)}
    people = WordsOfPeople(kept, data)
    people.of(shown, language, NOTHING)
    document = kept.documents["a"]
    assert set(document) == {"of", "words"}
    assert document["words"][0] == "a"
    assert "母子" not in str(document)
    data.destroy("a")
    assert people.of(shown, language, NOTHING) == {}
    people.forget(["a"])
    assert kept.documents == {}
