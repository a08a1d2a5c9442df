"""The loop: messages while there is a broker, the feed at the start, in gaps and meanwhile."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Protocol

from deploy.follower.broker import BrokerAway
from deploy.follower.follower import FeedAway, Follower
from services.kernel.contracts.public_event import PublicEvent

LISTEN_SECONDS = 1.0
LOOK_AT_FEED_SECONDS = 15.0
LONGEST_PAUSE = 10.0


class Queue(Protocol):
    """See `deploy.follower.broker.Messages`."""

    def open(self) -> None: ...
    def receive(self, wait_seconds: float) -> list[PublicEvent]: ...
    def acknowledge(self) -> None: ...
    def close(self) -> None: ...


def say(text: str) -> None:
    """Tells the operator; events go elsewhere."""
    sys.stderr.write(f"follower: {text}\n")
    sys.stderr.flush()


def run(
    follower: Follower,
    queue: Queue,
    stopping: threading.Event,
    *,
    now: Callable[[], float] = time.monotonic,
) -> None:
    """Follows until told to stop. Raises `FeedHasGap`."""
    pause = 0.2
    while not stopping.is_set():
        try:
            queue.open()
            say(f"listening, from {follower.cursor or 'the beginning'}")
            pause = 0.2
            _listen(follower, queue, stopping, now)
        except BrokerAway as error:
            say(f"broker away ({error}), reading the feed")
            _feed_only(follower)
        except FeedAway as error:
            say(f"feed away ({error})")
        finally:
            queue.close()
        stopping.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def _listen(
    follower: Follower, queue: Queue, stopping: threading.Event, now: Callable[[], float]
) -> None:
    """The queue is bound already, so what happens during the catching up waits in it."""
    follower.catch_up()
    looked_at = now()
    while not stopping.is_set():
        events = queue.receive(LISTEN_SECONDS)
        follower.take(events)
        queue.acknowledge()
        if not events and now() - looked_at > LOOK_AT_FEED_SECONDS:
            # The last message may be the one that got lost: no later one would tell.
            follower.catch_up()
            looked_at = now()


def _feed_only(follower: Follower) -> None:
    try:
        follower.catch_up()
    except FeedAway as error:
        say(f"feed away ({error})")
