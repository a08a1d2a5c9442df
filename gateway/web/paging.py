"""Result pages: 20 entries each, at most the first 1,000 (LI-51, LI-53)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import request

SIZE = 20
MOST = 1000


@dataclass(frozen=True, slots=True)
class Paging:
    """Where one stands in a list."""

    page: int
    total: int
    size: int = SIZE
    files: bool = False
    """Whether the whole list can be had as a file; see `web.list_files`."""

    @property
    def reachable(self) -> int:
        """How many of the entries can be shown (LI-53)."""
        return min(self.total, MOST)

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.reachable // self.size))

    @property
    def first(self) -> int:
        """The number of the first entry shown, 0 when there is none."""
        return (self.page - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        """The number of the last entry shown."""
        return min(self.page * self.size, self.reachable)

    def file_url(self, ending: str) -> str:
        """The address of the same list as a file (csv, xlsx or json)."""
        return _address("file", ending)

    def url(self, page: int) -> str:
        """The address of another page of the same list."""
        return _address("page", str(page))

    def numbers(self) -> list[int | None]:
        """Page numbers to offer; None stands for a gap."""
        near = {1, self.pages, *range(self.page - 2, self.page + 3)}
        shown = sorted(number for number in near if 1 <= number <= self.pages)
        out: list[int | None] = []
        for number in shown:
            if out and out[-1] is not None and number - out[-1] > 1:
                out.append(None)
            out.append(number)
        return out


def _address(name: str, value: str) -> str:
    kept = [pair for pair in request.args.items(multi=True) if pair[0] not in ("page", "file")]
    path = quote(request.script_root + request.path)
    return f"{path}?{urlencode([*kept, (name, value)])}"


def asked_page() -> int:
    """The page number of the request; anything odd is page 1."""
    text = request.args.get("page", "1")
    return (
        int(text)
        if text.isdecimal() and 1 <= len(text) <= 4 and 1 <= int(text) <= MOST // SIZE
        else 1
    )
