"""HTML as it is found: nothing that stands in it is a fault."""

from __future__ import annotations

from html.parser import HTMLParser


class Markup(HTMLParser):
    """Reads what browsers read, character references included."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Takes a marked section of no known form for a comment, as browsers do.

        The library gives the whole text up there.
        """
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)
