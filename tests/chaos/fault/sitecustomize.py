"""A deliberate fault in the kernel, put into every process whose PYTHONPATH leads here.

From the beginning of the load on, the appender now and then says that a commit is stored which
it has not written.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

TARGET = "services.kernel.eventkit.mongo.group_commit"
ONE_IN = 20


def spoil(module: Any) -> None:
    """Makes the appender forget."""
    write = module.GroupCommit._write

    def forgetful(self: Any, batch: Sequence[Any]) -> None:
        began = Path(os.environ["DATA_DIR"]).parents[1] / "load-began"
        kept = [t for t in batch if random.randrange(ONE_IN) or not began.exists()]
        for ticket in batch:
            if ticket not in kept:
                ticket.position = 1
        write(self, kept)

    module.GroupCommit._write = forgetful


class Spoiler(importlib.abc.MetaPathFinder):
    """Spoils the module when it is imported, and not before (eventlet has to come first)."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != TARGET:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.loader is not None
        load = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            load(module)
            spoil(module)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


sys.meta_path.insert(0, Spoiler())
