"""Examples of stored events, made from the fields of their classes: the same every time."""

from __future__ import annotations

import collections.abc
import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from services.kernel.eventkit.domain import Sealed

_PLAIN: dict[Any, Any] = {
    bool: True,
    int: 1,
    float: 1.5,
    datetime: datetime(2024, 5, 1, 13, 0, tzinfo=UTC),
    date: date(2024, 5, 1),
    time: time(9, 0),
    Sealed: Sealed("owner-1", "token-1"),
}


class NoExample(Exception):
    """A field has a kind that stored events may not have."""


def example(kind: Any, name: str = "value") -> Any:
    """A value of this kind; optional fields are filled, collections have one member."""
    if kind is str or kind is Any:
        return name
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{f.name: example(hints[f.name], f.name) for f in fields(kind) if f.init})
    return _generic(kind, name)


def _generic(kind: Any, name: str) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return inner[0]
    if origin in (Union, types.UnionType):
        return example(next(one for one in inner if one is not type(None)), name)
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return (example(inner[0], name),)
        return tuple(example(one, name) for one in inner)
    if origin in (frozenset, set, collections.abc.Set):
        return frozenset({example(inner[0], name)})
    if origin in (list, collections.abc.Sequence):
        return (example(inner[0], name),)
    if origin in (dict, collections.abc.Mapping):
        return {"key": example(inner[1], name)}
    raise NoExample(f"{name}: {kind}")
