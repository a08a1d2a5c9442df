"""Golden files of stored events: `python -m deploy.docs.golden` writes the missing ones.

A golden file is what an event of one name and version looked like when it was first stored. It is
written once and never edited: whatever becomes of the class, the file must load.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.docs.stored_examples import example
from services.applications.adapters.event_codec import codec as applications_codec
from services.identity.adapters.event_codec import event_codec
from services.kernel.eventkit.application.codec import EventCodec
from services.listings.adapters.event_codec import make_codec
from services.messaging.adapters.event_codec import codec as messaging_codec
from services.reporting.adapters.event_codec import codec as reporting_codec

GOLDEN = Path(__file__).parents[2] / "tests" / "contract" / "golden"
CODECS: Mapping[str, Callable[[], EventCodec]] = {
    "identity": event_codec,
    "listings": make_codec,
    "applications": lambda: applications_codec,
    "messaging": lambda: messaging_codec,
    "reporting": lambda: reporting_codec,
}


@dataclass(frozen=True, slots=True)
class Registered:
    """One stored event as a service's codec knows it."""

    service: str
    name: str
    version: int
    kind: type[Any]

    def path(self, folder: Path, version: int | None = None) -> Path:
        """Its golden file for one version, the current one unless told."""
        return folder / self.service / f"{self.name}.v{version or self.version}.json"


def codec_of(service: str) -> EventCodec:
    """The codec of a service."""
    return CODECS[service]()


def registered(service: str) -> Iterator[Registered]:
    """Every stored event of a service, by name."""
    kinds = codec_of(service).kinds()
    for kind, (name, version) in sorted(kinds.items(), key=lambda item: item[1]):
        yield Registered(service, name, version, kind)


def stored_form(one: Registered) -> dict[str, Any]:
    """An example of the event in its stored form."""
    name, version, data = codec_of(one.service).encode(example(one.kind))
    return {"name": name, "version": version, "data": data}


def write_missing(folder: Path = GOLDEN) -> list[Path]:
    """Writes the golden files that do not exist yet and returns them."""
    written = []
    for service in CODECS:
        for one in registered(service):
            path = one.path(folder)
            if path.exists():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            form = json.dumps(stored_form(one), ensure_ascii=False, indent=2, default=_as_list)
            path.write_text(form + "\n")
            written.append(path)
    return written


def _as_list(value: Any) -> list[Any]:
    """Sets become lists, as the database makes them."""
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    for path in write_missing():
        sys.stdout.write(f"wrote {path.relative_to(GOLDEN.parents[2])}\n")
