"""Projections' documents in memory, for unit tests."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from services.kernel.eventkit.application.ports import Document

_MISSING = object()


def _values(document: Any, path: str) -> list[Any]:
    """What MongoDB would compare at this path: the value, and its members where it is a list."""
    head, _, rest = path.partition(".")
    if isinstance(document, list):
        return [value for member in document for value in _values(member, path)]
    if not isinstance(document, Mapping) or head not in document:
        return [_MISSING]
    value = document[head]
    if rest:
        return _values(value, rest)
    return [value, *value] if isinstance(value, list) else [value]


def _test(values: list[Any], operator: str, wanted: Any) -> bool:
    present = [value for value in values if value is not _MISSING]
    match operator:
        case "$in":
            return any(value in wanted for value in present) or (None in wanted and not present)
        case "$nin":
            return not _test(values, "$in", wanted)
        case "$ne":
            return not _test(values, "$in", [wanted])
        case "$exists":
            return bool(present) is bool(wanted)
    comparable = [v for v in present if v is not None and not isinstance(v, list)]
    match operator:
        case "$gt":
            return any(value > wanted for value in comparable)
        case "$gte":
            return any(value >= wanted for value in comparable)
        case "$lt":
            return any(value < wanted for value in comparable)
        case "$lte":
            return any(value <= wanted for value in comparable)
    raise ValueError(operator)


def matches(document: Mapping[str, Any], where: Mapping[str, Any]) -> bool:
    """Whether a document fits a `where` of the `Views` port."""
    for path, condition in where.items():
        values = _values(document, path)
        if (
            isinstance(condition, Mapping)
            and condition
            and all(k.startswith("$") for k in condition)
        ):
            if not all(_test(values, op, wanted) for op, wanted in condition.items()):
                return False
        elif not _test(values, "$in", [condition]):
            return False
    return True


class MemoryViews:
    """See `Views`; `store` is filled by whoever runs the projections."""

    def __init__(self) -> None:
        self.store: dict[str, dict[str, Document]] = {}

    def get(self, projection: str, key: str) -> Document | None:
        return copy.deepcopy(self.store.get(projection, {}).get(key))

    def get_many(self, projection: str, keys: Sequence[str]) -> dict[str, Document]:
        documents = self.store.get(projection, {})
        return {key: copy.deepcopy(documents[key]) for key in keys if key in documents}

    def find(
        self,
        projection: str,
        where: Mapping[str, Any],
        *,
        order: Sequence[tuple[str, int]] = (),
        limit: int = 0,
        offset: int = 0,
    ) -> list[Document]:
        found = [d for d in self.store.get(projection, {}).values() if matches(d, where)]
        for path, direction in reversed(order):
            found.sort(
                key=lambda d: (_values(d, path)[0] not in (None, _MISSING), _sortable(d, path)),
                reverse=direction < 0,
            )
        found = found[offset:]
        return copy.deepcopy(found[:limit] if limit else found)

    def count(self, projection: str, where: Mapping[str, Any]) -> int:
        return sum(1 for d in self.store.get(projection, {}).values() if matches(d, where))

    def wait_for(self, position: int, seconds: float = 1.0) -> bool:
        return True


def _sortable(document: Document, path: str) -> Any:
    value = _values(document, path)[0]
    return 0 if value is None or value is _MISSING else value
