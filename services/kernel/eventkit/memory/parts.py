"""The remaining parts in memory, for unit tests."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.domain import Sealed


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


class CountingIds:
    """Ids that can be foreseen: id-1, id-2, ..."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def new(self) -> str:
        return f"id-{next(self._numbers)}"


class MemoryNumbers:
    """See `Numbers`."""

    def __init__(self) -> None:
        self._series: dict[str, int] = {}

    def next(self, series: str) -> int:
        self._series[series] = self._series.get(series, 0) + 1
        return self._series[series]


class MemoryPersonalData:
    """See `PersonalData`: nothing is encrypted, but a token reveals nothing of its content."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._pieces: dict[bytes, bytes] = {}
        self.erased: set[str] = set()

    def seal(self, owner: str, value: Mapping[str, Any]) -> Sealed:
        if owner in self.erased:
            raise Unreadable(owner)
        token = f"sealed-{len(self._values) + 1}"
        self._values[token] = json.dumps(dict(value))
        return Sealed(owner, token)

    def open(self, sealed: Sealed) -> dict[str, Any]:
        if sealed.owner in self.erased or sealed.token not in self._values:
            raise Unreadable(sealed.owner)
        value: dict[str, Any] = json.loads(self._values[sealed.token])
        return value

    def open_many(self, sealed: Sequence[Sealed]) -> list[dict[str, Any] | None]:
        return [None if one.owner in self.erased else self.open(one) for one in sealed]

    def seal_bytes(self, owner: str, value: bytes) -> bytes:
        if owner in self.erased:
            raise Unreadable(owner)
        token = f"{owner}/piece-{len(self._pieces) + 1}".encode()
        self._pieces[token] = value
        return token

    def open_bytes(self, owner: str, value: bytes) -> bytes:
        if owner in self.erased:
            raise Unreadable(owner)
        return self._pieces[value]

    def destroy(self, owner: str) -> None:
        self.erased.add(owner)


class MemoryFiles:
    """See `Files`."""

    def __init__(self, personal_data: MemoryPersonalData) -> None:
        self._personal_data = personal_data
        self._pieces: dict[str, dict[int, bytes]] = {}
        self._owners: dict[str, str] = {}

    def put(self, file_id: str, owner: str, index: int, piece: bytes) -> None:
        self._owners[file_id] = owner
        sealed = self._personal_data.seal_bytes(owner, piece)
        self._pieces.setdefault(file_id, {})[index] = sealed

    def pieces(self, file_id: str) -> int:
        return len(self._pieces.get(file_id, {}))

    def get(self, file_id: str, owner: str, index: int) -> bytes:
        return self._personal_data.open_bytes(owner, self._pieces[file_id][index])

    def delete(self, file_id: str) -> None:
        self._pieces.pop(file_id, None)
        self._owners.pop(file_id, None)

    def delete_of(self, owner: str) -> None:
        for file_id in [f for f, o in self._owners.items() if o == owner]:
            self.delete(file_id)


class WeekdaysOnly:
    """Business days without holidays."""

    def is_business_day(self, day: date) -> bool:
        return day.weekday() < 5


class StubNeighbours:
    """See `Neighbours`: answers come from functions set by the test, by (service, operation)."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], Callable[[Mapping[str, Any]], Any]] = {}
        self.asked: list[tuple[str, str, Mapping[str, Any]]] = []

    def ask(self, service: str, operation: str, payload: Mapping[str, Any]) -> Any:
        self.asked.append((service, operation, payload))
        return self.answers[service, operation](payload)
