"""What is written and read in every measurement: commits of about the portal's usual size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from services.kernel.eventkit.application.commit import NewCommit, StoredEvent
from services.kernel.eventkit.application.context import derived_id

START = datetime(2024, 5, 1, tzinfo=UTC)
META = {
    "at": START.isoformat(),
    "actor": "person-in-charge",
    "role": "organisation",
    "organisation": "organisation-1",
    "command": "post_notice",
    "correlation": "6f1f7d5c-0000-4000-8000-123456789abc",
    "causation": None,
}


@dataclass(frozen=True)
class Notes:
    """Ids and contents of the commits of one writer, all different from other writers'."""

    writer: str

    def commit(self, number: int) -> NewCommit:
        """One event on a stream of its own."""
        key = f"{self.writer}-{number}"
        return NewCommit(
            stream=f"notice-{key}",
            version=1,
            command_id=f"command-{key}",
            events=(
                StoredEvent(
                    derived_id(key),
                    "NoticePosted",
                    1,
                    {
                        "notice_id": key,
                        "text": "説明会を開催します。 Information session, online and on site.",
                        "until": (START + timedelta(seconds=number)).isoformat(),
                    },
                ),
            ),
            meta=META,
        )
