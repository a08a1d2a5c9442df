"""Stored names and versions of events, and how old ones become new ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn
from cattrs.strategies import configure_tagged_union  # noqa: F401  (offered to adapters)

from services.kernel.eventkit.domain import Sealed

T = TypeVar("T")
Upcaster = Callable[[dict[str, Any]], dict[str, Any]]


class UnknownEvent(Exception):
    """The log holds an event of a name or version this code does not know."""


def _converter() -> Converter:
    # Errors are not collected field by field: what is decoded was encoded here.
    converter = Converter(
        forbid_extra_keys=False,
        detailed_validation=False,
        # Sets are no JSON, and equal events are to be stored equally.
        unstruct_collection_overrides={frozenset: sorted},
    )
    converter.register_unstructure_hook(datetime, lambda at: at.astimezone(UTC).isoformat())
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_unstructure_hook(date, lambda day: day.isoformat())
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_unstructure_hook(Sealed, lambda sealed: [sealed.owner, sealed.token])
    converter.register_structure_hook(Sealed, lambda pair, _: Sealed(pair[0], pair[1]))
    return converter


@dataclass(frozen=True, slots=True)
class _Registration:
    name: str
    version: int
    kind: type[Any]
    structure: Callable[[Any, type[Any]], Any]


class EventCodec:
    """The registry of one service's stored events.

    Fields of registered dataclasses may be str, int, float, bool, date, datetime (aware), enums,
    `Sealed`, nested frozen dataclasses, tuples, frozensets, dicts with str keys, and any of these
    or None.
    """

    def __init__(self) -> None:
        self._converter = _converter()
        self._by_kind: dict[type[Any], _Registration] = {}
        self._by_name: dict[str, _Registration] = {}
        self._upcasters: dict[tuple[str, int], Upcaster] = {}

    def register(self, kind: type[Any], name: str, version: int = 1) -> None:
        """Stores `kind` under this name; `version` is the current version of its shape."""
        if name in self._by_name or kind in self._by_kind:
            raise ValueError(f"registered twice: {name}")
        structure = self._converter.get_structure_hook(kind)
        registration = _Registration(name, version, kind, structure)
        self._by_kind[kind] = registration
        self._by_name[name] = registration
        self._converter.register_unstructure_hook(
            kind, make_dict_unstructure_fn(kind, self._converter)
        )

    def upcast(self, name: str, from_version: int, step: Upcaster) -> None:
        """`step` turns data of `from_version` into data of the version after it."""
        self._upcasters[name, from_version] = step

    def encode(self, event: object) -> tuple[str, int, dict[str, Any]]:
        """Name, version and JSON values of an event."""
        registration = self._by_kind[type(event)]
        data: dict[str, Any] = self._converter.unstructure(event)
        return registration.name, registration.version, data

    def decode(self, name: str, version: int, data: Mapping[str, Any]) -> Any:
        """The event, brought to its current shape; raises `UnknownEvent`."""
        registration = self._by_name.get(name)
        if registration is None or version > registration.version:
            raise UnknownEvent(f"{name} v{version}")
        if version == registration.version:
            return registration.structure(data, registration.kind)
        current = data
        while version < registration.version:
            try:
                step = self._upcasters[name, version]
            except KeyError:
                raise UnknownEvent(f"{name} v{version}: no way to v{version + 1}") from None
            current = step(dict(current))
            version += 1
        return registration.structure(current, registration.kind)

    def structure(self, data: Any, kind: type[T]) -> T:
        """JSON values of a projection's document back into a value of the domain."""
        return self._converter.structure(data, kind)

    def unstructure(self, value: Any) -> Any:
        """A value of the domain as JSON values, in the form events are stored in."""
        return self._converter.unstructure(value)

    def kinds(self) -> dict[type[Any], tuple[str, int]]:
        """Every registered class with its stored name and current version."""
        return {kind: (r.name, r.version) for kind, r in self._by_kind.items()}
