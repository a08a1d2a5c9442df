"""Ports of one installation: chosen once among the free ones, then kept."""

from __future__ import annotations

import json
import random
import socket
from pathlib import Path

LOOPBACK = "127.0.0.1"

# Below the range from which Linux takes the near ends of outgoing connections, so that a port that
# was free when it was chosen is still free when its server starts.
FIRST, LAST = 20_000, 32_000


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of the loopback interface now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


class Ports:
    """The ports of one installation by name, remembered in a JSON file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._chosen: dict[str, int] = json.loads(file.read_text()) if file.exists() else {}

    def claim(self, name: str, preferred: int | None = None) -> int:
        """The port of that name: the remembered one if nobody sits on it, or a new free one.

        To be called only while the server of that name does not run.
        """
        remembered = self._chosen.get(name)
        if remembered is not None and is_free(remembered):
            return remembered
        if preferred is not None and self._available(preferred):
            return self._remember(name, preferred)
        for _ in range(1_000):
            candidate = random.randint(FIRST, LAST)
            if self._available(candidate):
                return self._remember(name, candidate)
        raise OSError(f"no free port between {FIRST} and {LAST}")

    def of(self, name: str) -> int:
        """The remembered port of that name. Raises KeyError before the first claim."""
        return self._chosen[name]

    def _available(self, port: int) -> bool:
        return port not in self._chosen.values() and is_free(port)

    def _remember(self, name: str, port: int) -> int:
        self._chosen[name] = port
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps(self._chosen, indent=1))
        draft.replace(self._file)
        return port
