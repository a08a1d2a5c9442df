"""Projections: pure folds of events into documents, declared handler by handler."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.kernel.eventkit.application.ports import Document

Keys = Callable[[Any], str | Iterable[str] | None]
Fold = Callable[[Document | None, Any], Document | None]


@dataclass(frozen=True, slots=True)
class Handler:
    """`keys` names the documents an occurrence concerns, `fold` gives each its new content."""

    keys: Keys
    fold: Fold


@dataclass(frozen=True, slots=True)
class Index:
    """An index of a projection's collection: fields with 1 or -1."""

    fields: tuple[tuple[str, int], ...]
    unique: bool = False


@dataclass
class Projection:
    """A read model of one service: one collection of documents, a fold per event.

    A handler is given the document as it is (None where there is none) and the occurrence, and
    returns the new document, or None to remove it. It must depend on nothing else, so that a
    rebuild from zero gives the same documents. The occurrences of the own log are `Recorded`,
    those of other services `PublicEvent`; their order is kept within one source, not between
    sources, so handlers of different sources must not depend on each other's order. A document
    must be JSON values (and aware datetimes) without personal data in the clear.

    Any change of content or handlers raises `version`: the new version is built beside the old
    one and swapped in when it is complete.
    """

    name: str
    version: int
    indexes: Sequence[Index] = ()
    own: dict[type[Any], list[Handler]] = field(default_factory=dict)
    public: dict[tuple[str, str], list[Handler]] = field(default_factory=dict)

    def on(self, *kinds: type[Any], key: Keys) -> Callable[[Fold], Fold]:
        """Declares the fold for events of the own log; `key` gets the `Recorded`."""

        def declare(fold: Fold) -> Fold:
            for kind in kinds:
                self.own.setdefault(kind, []).append(Handler(key, fold))
            return fold

        return declare

    def on_public(self, source: str, *types: str, key: Keys) -> Callable[[Fold], Fold]:
        """Declares the fold for public events of another service; `key` gets the `PublicEvent`."""

        def declare(fold: Fold) -> Fold:
            for kind in types:
                self.public.setdefault((source, kind), []).append(Handler(key, fold))
            return fold

        return declare

    @property
    def sources(self) -> frozenset[str]:
        """The other services it follows."""
        return frozenset(source for source, _ in self.public)

    @property
    def collection(self) -> str:
        """The name of its collection for this version."""
        return f"{self.name}.v{self.version}"


def keys_of(handler: Handler, occurrence: Any) -> tuple[str, ...]:
    """The keys of the documents that this occurrence concerns."""
    keys = handler.keys(occurrence)
    if keys is None:
        return ()
    if isinstance(keys, str):
        return (keys,)
    return tuple(keys)


def fold_into(
    documents: dict[str, Document],
    handlers: Callable[[Any], Sequence[Handler]],
    occurrences: Iterable[Any],
) -> None:
    """Folds occurrences into documents that are all in memory, as a rebuild does."""
    for occurrence in occurrences:
        for handler in handlers(occurrence):
            for key in keys_of(handler, occurrence):
                document = handler.fold(documents.get(key), occurrence)
                if document is None:
                    documents.pop(key, None)
                    continue
                if document.get("_id") != key:
                    document = {**document, "_id": key}
                documents[key] = document


def fold_batch(
    handlers: Callable[[Any], Sequence[Handler]],
    occurrences: Sequence[Any],
    load: Callable[[Sequence[str]], Mapping[str, Document]],
) -> dict[str, Document | None]:
    """Folds a batch in memory: the final content of every document it touches (None: removed)."""
    steps: list[tuple[str, Fold, Any]] = []
    for occurrence in occurrences:
        for handler in handlers(occurrence):
            for key in keys_of(handler, occurrence):
                steps.append((key, handler.fold, occurrence))
    if not steps:
        return {}
    documents: dict[str, Document | None] = dict(load(list({key for key, _, _ in steps})))
    touched: dict[str, Document | None] = {}
    for key, fold, occurrence in steps:
        document = fold(documents.get(key), occurrence)
        if document is not None:
            document = {**document, "_id": key}
        documents[key] = document
        touched[key] = document
    return touched
