"""Runs the clock of a local portal forward."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import click

from deploy.local.clock import TOKYO, LocalClock, read_duration, read_moment
from deploy.ops.services import local_settings


@click.group()
def clock() -> None:
    """Show the portal's clock or run it forward (local runs only)."""


@clock.command()
def show() -> None:
    """Show the portal's time and by how much it runs ahead."""
    tell(clock_of(local_settings()))


@clock.command()
@click.argument("duration")
def forward(duration: str) -> None:
    """Run the clock forward by a DURATION such as 7h, 2d12h or 90m."""
    running = clock_of(local_settings())
    try:
        running.forward(read_duration(duration))
    except ValueError as fault:
        raise click.BadParameter(str(fault)) from None
    tell(running)


@clock.command()
@click.argument("moment")
def to(moment: str) -> None:
    """Run the clock forward to a MOMENT of Tokyo's time such as 2026-11-21T00:00."""
    running = clock_of(local_settings())
    try:
        running.to(read_moment(moment))
    except ValueError as fault:
        raise click.BadParameter(str(fault)) from None
    tell(running)


def clock_of(settings: Mapping[str, str]) -> LocalClock:
    """The clock of the local run; refused where the portal is in earnest."""
    if settings.get("ENVIRONMENT") != "local":
        raise click.ClickException(
            "The clock can be moved in local runs only (make run); this is not one."
        )
    if not settings.get("CLOCK_FILE"):
        raise click.ClickException("The local portal was started without CLOCK_FILE.")
    return LocalClock(Path(settings["CLOCK_FILE"]))


def tell(running: LocalClock) -> None:
    """Shows the portal's time."""
    ahead = timedelta(seconds=round(running.offset().total_seconds()))
    click.echo(f"The portal's time is {in_tokyo(running.now())} (Tokyo), {ahead} ahead.")


def in_tokyo(moment: datetime) -> str:
    """A moment as the secretariat reads it."""
    return moment.astimezone(TOKYO).strftime("%Y-%m-%d %H:%M:%S")
