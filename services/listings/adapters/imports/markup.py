"""HTML as it is found: nothing that stands in it is a fault, or takes longer than reading it."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser


class Markup(HTMLParser):
    """Reads what browsers read, character references included, by `read` alone."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def read(self, text: str) -> None:
        """Reads the whole of a text.

        What begins and never ends is a text up to the next end of a tag, and to browsers a
        comment hides everything then. The library's own `close` would look for the end again and
        again, from each of a million beginnings.
        """
        # an ampersand at the very end would keep back all that stands before it
        self.feed(f"{text}\n")
        while rest := self.rawdata:
            self.rawdata = ""
            if rest.startswith(("<!--", "<![")):
                return
            end = -1 if self.cdata_elem else rest.find(">")
            if end < 0 or not rest.startswith("<"):
                self.handle_data(rest if self.cdata_elem else unescape(rest))
                return
            self.handle_data(unescape(rest[: end + 1]))
            self.feed(rest[end + 1 :])

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Takes a marked section of no known form for a comment, as browsers do.

        The library gives the whole text up there.
        """
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i)
