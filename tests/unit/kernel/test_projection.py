from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import (
    Handler,
    Projection,
    fold_batch,
    fold_into,
)


@dataclass(frozen=True)
class Added:
    key: str
    amount: int


@dataclass(frozen=True)
class Removed:
    key: str


@dataclass(frozen=True)
class Moved:
    sender: str
    receiver: str


sums = Projection("sums", version=2)


@sums.on(Added, key=lambda e: e.key)
def _added(document: Document | None, event: Added) -> Document:
    return {"sum": (document or {"sum": 0})["sum"] + event.amount}


@sums.on(Removed, key=lambda e: e.key)
def _removed(document: Document | None, event: Removed) -> None:
    return None


@sums.on(Moved, key=lambda e: (e.sender, e.receiver))
def _moved(document: Document | None, event: Moved) -> Document:
    return {"sum": (document or {"sum": 0})["sum"] * 2 + 1}


@sums.on(Added, key=lambda e: "all" if e.amount > 5 else None)
def _large(document: Document | None, event: Added) -> Document:
    return {"sum": (document or {"sum": 0})["sum"] + 1}


def handlers(event: Any) -> Sequence[Handler]:
    return sums.own.get(type(event), ())


KEYS = st.sampled_from("abc")
EVENTS = st.lists(
    st.one_of(
        st.builds(Added, KEYS, st.integers(0, 9)),
        st.builds(Removed, KEYS),
        st.builds(Moved, KEYS, KEYS),
    ),
    max_size=30,
)


def one_by_one(events: Sequence[Any]) -> dict[str, Document]:
    """The plainest fold there is."""
    documents: dict[str, Document] = {}
    for event in events:
        for handler in handlers(event):
            keys = handler.keys(event)
            for key in [keys] if isinstance(keys, str) else keys or []:
                document = handler.fold(documents.get(key), event)
                documents.pop(key, None)
                if document is not None:
                    documents[key] = {**document, "_id": key}
    return documents


@given(EVENTS, st.lists(st.integers(1, 7), max_size=30))
def test_batches_of_any_size_give_what_one_by_one_gives(
    events: list[Any], sizes: list[int]
) -> None:
    stored: dict[str, Document] = {}
    rest = list(events)
    for size in [*sizes, 100]:
        batch, rest = rest[:size], rest[size:]
        touched = fold_batch(
            handlers, batch, lambda keys: {k: stored[k] for k in keys if k in stored}
        )
        for key, document in touched.items():
            stored.pop(key, None)
            if document is not None:
                stored[key] = document
    assert stored == one_by_one(events)


@given(EVENTS)
def test_a_fold_in_memory_gives_what_one_by_one_gives(events: list[Any]) -> None:
    documents: dict[str, Document] = {}
    fold_into(documents, handlers, events)
    assert documents == one_by_one(events)


def test_documents_are_loaded_once_and_only_those_concerned() -> None:
    asked: list[Sequence[str]] = []

    def load(keys: Sequence[str]) -> dict[str, Document]:
        asked.append(sorted(keys))
        return {}

    fold_batch(handlers, [Added("a", 1), Moved("a", "b"), Added("c", 9)], load)
    fold_batch(handlers, ["not an event of ours"], load)
    assert asked == [["a", "all", "b", "c"]]


def test_a_version_has_a_collection_of_its_own() -> None:
    assert sums.collection == "sums.v2"


def test_a_projection_knows_the_other_services_it_follows() -> None:
    following = Projection("following", version=1)
    for source in ("identity", "listings"):
        following.on_public(source, "SomethingHappened", key=lambda e: e.subject)(lambda d, e: d)
    assert following.sources == {"identity", "listings"}
