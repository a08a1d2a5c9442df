from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from services.listings.adapters.search.index import SearchIndex
from services.listings.adapters.search.opening import Language, open_language


@pytest.fixture(scope="session")
def language() -> Language:
    # every test run shares the compiled user dictionary: compiling takes seconds
    return open_language()


@pytest.fixture
def make_index(tmp_path: Path, language: Language) -> Iterator[Callable[..., SearchIndex]]:
    """Makes an index that holds the documents given."""
    opened: list[SearchIndex] = []

    def make(*documents: dict[str, Any], name: str = "index") -> SearchIndex:
        index = SearchIndex(tmp_path / name, language.analyser, language.reader)
        opened.append(index)
        index.upsert(documents)
        index.commit(1)
        return index

    yield make
    for index in opened:
        index.close()
