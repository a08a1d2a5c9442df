from __future__ import annotations

import pytest

from services.kernel.eventkit.memory.event_store import MemoryEventStore
from tests.unit.kernel.event_store_suite import EventStoreSuite


class TestEventStoreInMemory(EventStoreSuite):
    @pytest.fixture
    def store(self) -> MemoryEventStore:
        return MemoryEventStore()
