"""Occupations of the Hello Work classification in words: it is written in Japanese only."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from gateway.language import current_language


def occupation_text(path: str) -> str:
    """An occupation with the levels above it; marked as Japanese on pages that are not."""
    if current_language() == "ja":
        return path
    return Markup('<span lang="ja">{}</span>').format(path)


def occupations_text(paths: Iterable[str]) -> str:
    """Several occupations, one on a line, each marked as Japanese wherever it stands."""
    marked = (Markup('<span lang="ja">{}</span>').format(path) for path in paths)
    return Markup("\n").join(marked)


def narrowest_text(paths: Iterable[str]) -> str:
    """Several occupations in one line, each by its narrowest level alone."""
    return joined((occupation_text(path.rpartition("／")[2]) for path in paths), "、")


def occupation_choice(path: str, examples: Iterable[str]) -> str:
    """An occupation to tick, with the examples of titles it was found by."""
    titles = "、".join(examples)
    text = f"{path}（{titles}）" if titles else path
    return str(occupation_text(text)) if current_language() == "ja" else occupation_text(text)


def joined(parts: Iterable[str], between: str) -> str:
    """Words of which some may be marked, in one line."""
    return Markup(escape(between)).join(parts)
