"""Follows the portal: `python -m deploy.follower --amqp URI --feed URL --api-key-file FILE ...`."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from deploy.follower.broker import Messages
from deploy.follower.feed import HttpFeed
from deploy.follower.follower import FeedHasGap, Follower
from deploy.follower.outputs import Checkpoint, Damaged, FileOutput, Output, StreamOutput
from deploy.follower.running import run, say


def arguments_of(arguments: Sequence[str]) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m deploy.follower", description=__doc__)
    parser.add_argument("--amqp", required=True, help="address of the broker, amqp://...")
    parser.add_argument("--feed", required=True, help="http://.../api/v1/events")
    parser.add_argument("--api-key-file", required=True, type=Path)
    parser.add_argument("--checkpoint", required=True, type=Path, help="kept between runs")
    parser.add_argument("--queue", required=True, help="name of this follower's own queue")
    parser.add_argument("--output", type=Path, help="file of JSON lines; standard output without")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str], stopping: threading.Event | None = None) -> int:
    """Runs until SIGTERM or SIGINT: 0; 2 when it cannot begin, 3 when the feed has a gap."""
    options = arguments_of(arguments)
    stopping = stopping or _stopped_by_signal()
    try:
        key = options.api_key_file.read_text().strip()
        output: Output = (
            FileOutput(options.output) if options.output else StreamOutput(sys.stdout.buffer)
        )
        follower = Follower(HttpFeed(options.feed, key), output, Checkpoint(options.checkpoint))
    except (OSError, ValueError, Damaged) as error:
        say(str(error))
        return 2
    try:
        run(follower, Messages(options.amqp, options.queue), stopping)
    except FeedHasGap as error:
        say(f"the feed left events out: {error}")
        return 3
    say(f"stopped at {follower.cursor}")
    return 0


def _stopped_by_signal() -> threading.Event:
    stopping = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return stopping


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
