"""One run: readers, kills, and what was counted in the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.chaos.scene import set_scene
from tests.chaos.views.counts import Judgement, count, judge, most_commands
from tests.chaos.views.kills import GATEWAY, Kills
from tests.chaos.views.readers import Readers, Tally
from tests.support.portal import LocalPortal

LISTINGS = 20
PEOPLE = 2
NO_LIMITS = {"REQUESTS_PER_MINUTE": "0", "ATTEMPTS_PER_MINUTE": "0", "ATTEMPTS_PER_ACCOUNT": "0"}


@dataclass(frozen=True)
class Outcome:
    """What came of a run."""

    tally: Tally
    judgement: Judgement
    kills: int
    line: str


def run(portal: LocalPortal, rate: float, seconds: float, tell: Callable[[str], None]) -> Outcome:
    """Reads `rate` pages a second for so many seconds; the portal has to be empty and ready."""
    scene = set_scene(portal, people=PEOPLE, listings=LISTINGS)
    readers, kills = Readers(portal, scene), Kills(portal, seconds)
    tell("the scene is set")
    began = time.monotonic()
    kills.start()
    took = readers.read(rate, seconds)
    kills.join()
    if kills.failure is not None:
        raise kills.failure
    portal.wait_until_ready()
    tally = readers.tally
    served, unsure = tally.served.total(), tally.unsure.total()
    pages = served + tally.uncounted.total()
    tell(f"{pages / took:.0f} pages/s; not to be counted: {dict(tally.uncounted)}")
    tell(f"refused: {dict(tally.refused)}; killed: {dict(kills.killed)}")
    counted = count(portal, scene)
    most = most_commands(time.monotonic() - began, served + unsure, kills.killed[GATEWAY] + 1)
    judgement = judge(tally, counted, most)
    line = (
        f"served {served} unanswered {unsure} counted {sum(counted.recorded.values())} "
        f"shown {sum(counted.shown.values())} reported {sum(counted.reported.values())} "
        f"lost {judgement.lost} surplus {judgement.surplus} divergent {judgement.divergent} "
        f"commands {counted.commands} of at most {most} kills {kills.killed.total()}"
    )
    return Outcome(tally, judgement, kills.killed.total(), line)
