"""From stored commits to what projections, reactions and the published language are handed."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import Commit, Recorded


def recorded_of(commit: Commit, codec: EventCodec) -> list[Recorded[Any]]:
    """The events of one commit, decoded, each with its own position and version."""
    decode = codec.decode
    return [
        Recorded(decode(stored.name, stored.version, stored.data), commit, index)
        for index, stored in enumerate(commit.events)
    ]


def recorded_among(commit: Commit, codec: EventCodec, names: Container[str]) -> list[Recorded[Any]]:
    """The same, of those events only whose stored name is among `names`."""
    decode = codec.decode
    return [
        Recorded(decode(stored.name, stored.version, stored.data), commit, index)
        for index, stored in enumerate(commit.events)
        if stored.name in names
    ]
