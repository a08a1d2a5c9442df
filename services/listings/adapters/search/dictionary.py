"""Sudachi with the user dictionary: Japanese text cut into the shortest words."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import tempfile
from collections import deque
from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from sudachipy import Config, Dictionary, SplitMode
from sudachipy.sudachipy import build_user_dic

from services.listings.adapters.search.tables import UserWord

LIBRARIES = ("SudachiPy", "sudachidict_core")
# of a common noun; low enough that a listed word wins over its pieces, not over other words
_CONNECTION, _COST = 5146, 8000


class Morpheme(NamedTuple):
    """A word of a text: as written, as the dictionary normalises it, and whether it knows it."""

    surface: str
    normalised: str
    known: bool


class JapaneseDictionary:
    """Cuts Japanese text into words (Sudachi, mode A).

    A Sudachi tokenizer must not be used by two threads at once. They are lent from a store that
    grows to the number of threads that ever asked at the same moment; its operations are atomic,
    so this holds in plain threads and in eventlet's native ones alike.
    """

    def __init__(self, user_words: Sequence[UserWord], cache: Path | None = None) -> None:
        """Loads the dictionary; the user dictionary is compiled into `cache` once per content."""
        config = Config(system="core", user=_compiled(user_words, cache))
        self._dictionary = Dictionary(config=config.as_jsons())
        self._tokenizers: deque[Any] = deque()
        self._parts = {word.surface: word.parts for word in user_words if word.parts}

    def cut(self, text: str) -> list[Morpheme]:
        """The words of a text in order."""
        try:
            tokenizer = self._tokenizers.pop()
        except IndexError:
            tokenizer = self._dictionary.tokenizer(
                SplitMode.A, fields={"surface", "normalized_form"}
            )
        try:
            found = [
                Morpheme(word.surface(), word.normalized_form(), not word.is_oov())
                for word in tokenizer.tokenize(text)
            ]
        finally:
            self._tokenizers.append(tokenizer)
        if self._parts.keys().isdisjoint(word.surface for word in found):
            return found
        return [part for word in found for part in self._parts_of(word)]

    def _parts_of(self, word: Morpheme) -> list[Morpheme]:
        return [Morpheme(part, part, True) for part in self._parts.get(word.surface, ())] or [word]


def library_versions() -> str:
    """The versions of library and dictionary on which the cutting depends."""
    return "-".join(version(name) for name in LIBRARIES)


def _compiled(words: Sequence[UserWord], cache: Path | None) -> list[str]:
    if not words:
        return []
    lexicon = io.StringIO()
    rows = csv.writer(lexicon)
    for word in words:
        noun = ("名詞", "普通名詞", "一般", "*", "*", "*")
        uncut = ("*", "A", "*", "*", "*", "*")
        places = (_CONNECTION, _CONNECTION, _COST)
        rows.writerow(
            (word.surface, *places, word.surface, *noun, word.reading, word.normalised, *uncut)
        )
    content = lexicon.getvalue().encode()
    name = hashlib.sha256(content + library_versions().encode()).hexdigest()[:16]
    directory = cache or Path(tempfile.gettempdir()) / f"kakehashi-dictionary-{os.getuid()}"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    compiled = directory / f"user-{name}.dic"
    if not compiled.exists():
        # compiled beside and renamed: several replicas may start at the same moment
        handle, unfinished = tempfile.mkstemp(dir=directory, suffix=".unfinished")
        os.close(handle)
        Path(unfinished).unlink()
        build_user_dic(_system_dictionary(), [content], unfinished, "listings")
        os.replace(unfinished, compiled)
    return [str(compiled)]


def _system_dictionary() -> str:
    return str(files("sudachidict_core").joinpath("resources/system.dic"))
