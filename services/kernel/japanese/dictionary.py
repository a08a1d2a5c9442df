"""Sudachi with the user dictionary: Japanese text cut into the shortest words."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import tempfile
from collections import deque
from collections.abc import Sequence
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from sudachipy import Config, Dictionary, SplitMode
from sudachipy.sudachipy import build_user_dic

from services.kernel.japanese.tables import UserWord

LIBRARIES = ("SudachiPy", "sudachidict_core")
# of a common noun; low enough that a listed word wins over its pieces, not over other words
_CONNECTION, _COST = 5146, 8000
_MOST_KNOWN = 300_000
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_STEM_ENDINGS = dict(zip("うくぐすつぬぶむる", "いきぎしちにびみり", strict=True))


class Morpheme(NamedTuple):
    """A word of a text: as written, as the dictionary normalises it, and whether it knows it."""

    surface: str
    normalised: str
    known: bool


class JapaneseDictionary:
    """Cuts Japanese text into words: Sudachi's shortest units (mode A), and its normalised forms.

    Verbs are an exception. Sudachi takes 受け入れ in 受け入れ家庭 for a verb and cuts it in two,
    elsewhere for a noun and one word; so verbs with a noun of the same stem are given as that
    noun, whatever their ending: 受け入れる and 受け入れ, 働く and 働き.

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
        # asking Sudachi for the units of a word costs more than finding the word
        self._known: dict[tuple[int, int], list[Morpheme]] = {}
        self._nouns: dict[str, str | None] = {}

    def cut(self, text: str) -> list[Morpheme]:
        """The words of a text in order."""
        try:
            tokenizer = self._tokenizers.pop()
        except IndexError:
            tokenizer = self._dictionary.tokenizer(SplitMode.C)
        known = self._known
        found: list[Morpheme] = []
        try:
            for word in tokenizer.tokenize(text):
                entry = word.dictionary_id(), word.word_id()
                units = known.get(entry)
                if units is None:
                    units = self._units(word)
                    if entry[0] >= 0 and len(known) < _MOST_KNOWN:
                        known[entry] = units
                found += units
        finally:
            self._tokenizers.append(tokenizer)
        return found

    def _units(self, word: Any) -> list[Morpheme]:
        surface = word.surface()
        if surface in self._parts:
            return [Morpheme(part, part, True) for part in self._parts[surface]]
        noun = self._noun_of(word)
        if noun is not None:
            return [Morpheme(surface, noun, True)]
        units = word.split(SplitMode.A, add_single=False) or (word,)
        return [
            Morpheme(m.surface(), self._noun_of(m) or m.normalized_form(), not m.is_oov())
            for m in units
        ]

    def _noun_of(self, word: Any) -> str | None:
        """The noun made of a verb, None where there is none: 受け入れ of 受け入れる."""
        speech = word.part_of_speech()
        if speech[0] != "動詞":
            return None
        verb = word.normalized_form()
        if verb not in self._nouns:
            self._nouns[verb] = self._look_up_noun(verb, speech[4])
        return self._nouns[verb]

    def _look_up_noun(self, verb: str, conjugation: str) -> str | None:
        if "一段" in conjugation:
            stem = verb[:-1]
        elif conjugation.startswith("五段"):
            stem = verb[:-1] + _STEM_ENDINGS.get(verb[-1], verb[-1])
        else:
            return None
        if len(stem) < 2 or all(map(_KANA.match, stem)):
            return None
        for found in self._dictionary.lookup(stem):
            if found.part_of_speech()[0] == "名詞" and found.normalized_form() == stem:
                return stem
        return None


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
