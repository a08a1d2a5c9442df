"""The operator's commands: `python -m deploy.ops --help`."""

from __future__ import annotations

import click

from deploy.ops.api_key import api_key
from deploy.ops.clock import clock
from deploy.ops.due import due
from deploy.ops.listing_import import import_listings
from deploy.ops.occupations import import_occupations
from deploy.ops.parked import parked
from deploy.ops.staff import staff


@click.group()
def operate() -> None:
    """Look after a portal: what falls due, what is parked, listings, occupations, staff."""


for command in (api_key, clock, due, import_listings, import_occupations, parked, staff):
    operate.add_command(command)

if __name__ == "__main__":
    operate(prog_name="python -m deploy.ops")
