"""Looking into the occupation classification: which occupations there are, found by words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain import FieldProblem, InvalidInput
from services.listings.domain.listing.content import ListingContent
from services.listings.domain.occupations.classification import (
    CLASSIFICATION,
    LEVEL,
    levels_of,
)
from services.listings.projections.occupations import occupations as view

EXAMPLES_TOLD = 5


@dataclass(frozen=True, slots=True)
class FoundOccupation:
    """An occupation of any level, with examples of titles that tell why it was found."""

    path: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One occupation as it is looked through: its own name, its path, its examples."""

    path: str
    name: str
    names: str
    examples: tuple[tuple[str, str], ...]


class OccupationDirectory:
    """The classification in force, kept ready to be looked through.

    `fold` brings what is typed and what is written to one spelling. For several threads at once:
    a newer edition replaces the lines at once.
    """

    def __init__(self, views: Views, fold: Callable[[str], str]) -> None:
        self._views = views
        self._spell = fold
        self._edition: tuple[int, tuple[_Line, ...]] = (0, ())

    def find(self, words: str, below: str | None, most: int) -> tuple[list[FoundOccupation], int]:
        """Occupations with all these words, best first, and how many there are.

        Words in the own name come before those in the examples, those in levels above last. Without
        words it is those directly below `below`, the highest level when that is None.
        """
        wanted = [self._fold(word) for word in words.split()]
        lines = self._lines()
        if below is not None:
            lines = tuple(line for line in lines if line.path.startswith(below + LEVEL))
        if not wanted:
            depth = 1 if below is None else len(levels_of(below)) + 1
            near = [line for line in lines if len(levels_of(line.path)) == depth]
            return [_told(line, []) for line in near[:most]], len(near)
        ranked = [
            (rank, place, line)
            for place, line in enumerate(lines)
            if (rank := _rank(line, wanted)) is not None
        ]
        ranked.sort(key=lambda one: one[:2])
        return [_told(line, wanted) for _, _, line in ranked[:most]], len(ranked)

    def _fold(self, text: str) -> str:
        return self._spell(text).casefold()

    def _lines(self) -> tuple[_Line, ...]:
        document = self._views.get(view.name, CLASSIFICATION)
        if document is None:
            return ()
        position, lines = self._edition
        if document["position"] != position:
            lines = self._read(document["occupations"])
            self._edition = (document["position"], lines)
        return lines

    def _read(self, occupations: Sequence[Sequence[object]]) -> tuple[_Line, ...]:
        found: dict[str, _Line] = {}
        for path, examples in occupations:
            for level in levels_of(str(path)):
                own = level.rpartition(LEVEL)[2]
                found.setdefault(level, _Line(level, self._fold(own), self._fold(level), ()))
            line = found[str(path)]
            titles = [str(one) for one in examples] if isinstance(examples, list) else []
            folded = tuple((self._fold(title), title) for title in titles)
            found[str(path)] = _Line(line.path, line.name, line.names, folded)
        return tuple(found.values())


def _rank(line: _Line, wanted: Sequence[str]) -> int | None:
    """How near the words are, 0 nearest; None when a word is nowhere."""
    if all(word in line.name for word in wanted):
        return 0 if [line.name] == list(wanted) else 1
    if not all(_has(line, word) for word in wanted):
        return None
    if any(word in line.name for word in wanted):
        return 2
    in_examples = any(word in folded for word in wanted for folded, _ in line.examples)
    return 3 if in_examples else 4


def _has(line: _Line, word: str) -> bool:
    return word in line.names or any(word in folded for folded, _ in line.examples)


def _told(line: _Line, wanted: Sequence[str]) -> FoundOccupation:
    hit = [title for folded, title in line.examples if any(word in folded for word in wanted)]
    return FoundOccupation(line.path, tuple(hit[:EXAMPLES_TOLD]))


def require_classified(content: ListingContent, views: Views, kept: Collection[str] = ()) -> None:
    """Refuses occupations that the classification does not have. Raises `InvalidInput`.

    What a listing has already (`kept`) it keeps: a newer edition may have dropped it.
    """
    asked = [path for path in content.occupations if path not in kept]
    if not asked:
        return
    document = views.get(view.name, CLASSIFICATION)
    known = {
        level
        for path, _ in (document["occupations"] if document else ())
        for level in levels_of(path)
    }
    problems = {
        f"content.occupations.{place}": (FieldProblem("unknown-occupation"),)
        for place, path in enumerate(content.occupations)
        if path in asked and path not in known
    }
    if problems:
        raise InvalidInput(fields=problems)
