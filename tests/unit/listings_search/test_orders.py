from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.listings.adapters.search import orders
from services.listings.adapters.search.index import SearchIndex
from services.listings.application.ports import PAGE_SIZE
from tests.unit.listings_search.documents import listing, query

Make = Callable[..., SearchIndex]
_LAST = datetime(2024, 5, 1, tzinfo=UTC)


def _updated(number: int, moment: datetime, **more: Any) -> dict[str, Any]:
    return listing(
        f"l{number:04d}",
        data_number=f"D{number:08d}",
        updated_at=moment.isoformat(),
        **more,
    )


@pytest.mark.requirement("LI-54")
@pytest.mark.parametrize("condition", [{}, {"kinds": ("training",)}, {"keyword": "防災"}])
def test_the_newest_are_the_same_whether_looked_for_in_the_latest_months_or_in_all(
    make_index: Make, monkeypatch: pytest.MonkeyPatch, condition: dict[str, Any]
) -> None:
    draw = random.Random(3)
    index = make_index(
        *(
            _updated(
                number,
                _LAST - timedelta(days=draw.randint(0, 900)),
                # what is rare or old must not be lost for being looked for among the latest
                kind="training" if number % 40 == 0 else "job",
                title="防災担当" if number < 60 else "職員",
            )
            for number in range(300)
        )
    )
    asked = [query(page=page, **condition) for page in range(1, 17)]
    plain = [list(index.search(one).ids) for one in asked]
    monkeypatch.setattr(orders, "_MANY", 0)
    assert [list(index.search(one).ids) for one in asked] == plain
    total = index.search(asked[0]).total
    assert sum(map(len, plain)) == min(total, 16 * PAGE_SIZE)


@pytest.mark.requirement("LI-54")
def test_latest_months_with_nothing_that_is_found_send_the_search_through_all(
    make_index: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "_MANY", 0)
    old = [_updated(n, _LAST - timedelta(days=900, hours=n), title="防災担当") for n in range(60)]
    new = [_updated(n, _LAST - timedelta(hours=n)) for n in range(60, 400)]
    index = make_index(*old, *new)
    assert list(index.search(query("防災")).ids) == [f"l{n:04d}" for n in range(PAGE_SIZE)]
