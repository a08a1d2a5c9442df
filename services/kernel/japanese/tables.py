"""The product data of search: tables that editors change without touching code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.kernel.japanese.english import EnglishWords
from services.kernel.japanese.folding import Folding

DATA = Path(__file__).parent / "data"
_OF_THE_INDEX = ("old_forms.txt", "english.txt", "names.txt", "user_dictionary.csv")


class TableFault(Exception):
    """A line of a table cannot be understood; the text names file and line."""


@dataclass(frozen=True, slots=True)
class UserWord:
    """A word of the user dictionary; `parts` are what it is cut into, itself when empty."""

    surface: str
    reading: str
    normalised: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """Texts that stand for each other; with `only_from` the first is replaced, never found."""

    members: tuple[str, ...]
    only_from: bool = False


@dataclass(frozen=True)
class Tables:
    """All tables, read once at the start.

    `fingerprint` names the content of those on which an existing index depends; synonyms are
    applied to keywords only and do not count.
    """

    folding: Folding
    english: EnglishWords
    capitals: frozenset[str]
    names: tuple[tuple[str, str], ...]
    user_words: tuple[UserWord, ...]
    synonyms: tuple[SynonymGroup, ...]
    fingerprint: str


def read_tables(directory: Path = DATA) -> Tables:
    """Reads and checks the tables. Raises `TableFault`."""
    english, capitals = _english(directory / "english.txt")
    return Tables(
        folding=Folding(_old_forms(directory / "old_forms.txt")),
        english=english,
        capitals=capitals,
        names=tuple(_names(directory / "names.txt")),
        user_words=tuple(_user_words(directory / "user_dictionary.csv")),
        synonyms=tuple(
            group
            for name in ("synonyms.txt", "places.txt")
            for group in _synonyms(directory / name)
        ),
        fingerprint=_fingerprint(directory),
    )


def _fingerprint(directory: Path) -> str:
    digest = hashlib.sha256()
    for name in _OF_THE_INDEX:
        digest.update((directory / name).read_bytes())
    return digest.hexdigest()[:12]


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Lines with content, each with the place to name in a fault."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.strip()
        if text and not text.startswith("#"):
            yield f"{path.name}, line {number}", text


def _old_forms(path: Path) -> dict[str, str]:
    forms = {}
    for place, line in _lines(path):
        for pair in line.split():
            if len(pair) != 2:
                raise TableFault(f"{place}: {pair!r} is not a pair of characters")
            forms[pair[0]] = pair[1]
    return forms


def _english(path: Path) -> tuple[EnglishWords, frozenset[str]]:
    pairs: dict[str, dict[str, str]] = {}
    words: dict[str, set[str]] = {}
    section = ""
    for place, line in _lines(path):
        if line.startswith("["):
            section = line.strip("[]")
        elif section in ("irregular plurals", "spelling", "spelling of beginnings"):
            parts = line.split()
            if len(parts) != 2:
                raise TableFault(f"{place}: two words are expected")
            pairs.setdefault(section, {})[parts[0]] = parts[1]
        elif section in ("no plurals", "verbs in ise", "capitals"):
            words.setdefault(section, set()).update(line.lower().split())
        else:
            raise TableFault(f"{place}: unknown section {section!r}")
    english = EnglishWords(
        irregular=pairs.get("irregular plurals", {}),
        kept=frozenset(words.get("no plurals", ())),
        spellings=pairs.get("spelling", {}),
        stems=pairs.get("spelling of beginnings", {}),
        verbs=frozenset(words.get("verbs in ise", ())),
    )
    return english, frozenset(words.get("capitals", ()))


def _names(path: Path) -> Iterator[tuple[str, str]]:
    for place, line in _lines(path):
        whole, colon, part = (text.strip() for text in line.partition(" : "))
        if not colon or not whole or not part:
            raise TableFault(f"{place}: 'whole : part' is expected")
        yield whole, part


def _user_words(path: Path) -> Iterator[UserWord]:
    for place, line in _lines(path):
        columns = [column.strip() for column in line.split(",")]
        if len(columns) != 4 or not columns[0] or not columns[1]:
            raise TableFault(f"{place}: surface,reading,normalised form,parts are expected")
        surface, reading, normalised, parts = columns
        cut = tuple(part for part in parts.split("/") if part)
        if cut and "".join(cut) != surface:
            raise TableFault(f"{place}: the parts do not make up {surface}")
        yield UserWord(surface, reading, normalised or surface, cut)


def _synonyms(path: Path) -> Iterator[SynonymGroup]:
    for place, line in _lines(path):
        source, arrow, rest = line.partition(" > ")
        members = tuple(member.strip() for member in (rest if arrow else line).split("|"))
        if not all(members) or "|" in (source if arrow else "") or (not arrow and len(members) < 2):
            raise TableFault(f"{place}: 'a | b' or 'a > b | c' is expected")
        yield SynonymGroup((source.strip(), *members), True) if arrow else SynonymGroup(members)
