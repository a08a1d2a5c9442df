"""Two-dimensional codes (二次元コード) as a drawing: pages and PDF fill the same squares (ID-47)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import segno

QUIET = 4
"""The empty border, in squares, without which readers do not find the code."""


@dataclass(frozen=True, slots=True)
class TwoDimensionalCode:
    """A code of `size` times `size` squares, the quiet border included; `dark` are the filled."""

    size: int
    dark: tuple[tuple[int, int], ...]

    @property
    def path(self) -> str:
        """The filled squares as the `d` of one SVG path."""
        return "".join(f"M{x} {y}h1v1h-1z" for x, y in self.dark)


def two_dimensional_code(text: str) -> TwoDimensionalCode:
    """The code of a short text; a quarter of it may be dirty and it is still read."""
    matrix = segno.make(text, error="q", micro=False).matrix
    return TwoDimensionalCode(len(matrix) + 2 * QUIET, tuple(_dark(matrix)))


def _dark(matrix: tuple[bytearray, ...]) -> Iterator[tuple[int, int]]:
    for y, row in enumerate(matrix):
        for x, filled in enumerate(row):
            if filled:
                yield x + QUIET, y + QUIET
