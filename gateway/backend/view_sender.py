"""Hands counted views over to listings."""

from __future__ import annotations

import logging
import threading
from typing import Any

from gateway.auth.viewer import PORTAL_ACTOR
from gateway.backend.view_spool import Batch, ViewSpool
from services.kernel.contracts.rpc import Away, DeadlinePassed, Refused, ServiceFault

EVERY_SECONDS = 2.0
PAUSE_SECONDS = 10.0

_log = logging.getLogger(__name__)


class ViewSender:
    """One thread that sends the batches of the spool, again and again until listings has them."""

    def __init__(self, spool: ViewSpool, services: Any) -> None:
        self._spool, self._services = spool, services
        self._stop = threading.Event()

    def start(self) -> None:
        """Begins in the background."""
        threading.Thread(target=self._run, name="views", daemon=True).start()

    def stop(self) -> None:
        """Ends the thread; what is waiting is sent after the next start."""
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.is_set():
            pause = EVERY_SECONDS
            try:
                self._spool.send(self.deliver)
            except (Away, DeadlinePassed, ServiceFault):
                pause = PAUSE_SECONDS
            except Exception as error:
                # Also what nobody foresaw: without this thread the views pile up on the disk.
                _log.error("view spool: %s", type(error).__name__)
                pause = PAUSE_SECONDS
            self._stop.wait(pause)

    def deliver(self, batch: Batch) -> None:
        """Sends one batch; a batch that listings refuses is logged and left behind."""
        envelope = {
            "command_id": f"views:{batch.id}",
            "correlation_id": f"views:{batch.id}",
            "language": "ja",
            "after": 0,
            "actor": PORTAL_ACTOR,
        }
        payload = {"batch_id": batch.id, "views": batch.views}
        try:
            self._services.send("listings", "record_views", payload, envelope, within=10.0).result()
        except Refused as refused:
            _log.error("views refused: %s, batch %s", refused.code, batch.id)
