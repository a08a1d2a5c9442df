"""Shows what falls due when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from deploy.ops.clock import in_tokyo
from deploy.ops.services import SERVICES, Services, services


@click.command()
@click.option("--service", type=click.Choice(SERVICES), help="Only this service.")
@click.option("--limit", default=50, show_default=True, help="At most so many of each service.")
def due(service: str | None, limit: int) -> None:
    """Show what falls due when, soonest first."""
    with services() as portal:
        now, items = find_due(portal, (service,) if service else SERVICES, limit)
    click.echo(f"The portal's time is {in_tokyo(now)} (Tokyo).")
    for item in items:
        late = "  overdue" if item["due_at"] <= now else ""
        note = f"  {item['note']}" if item["note"] else ""
        click.echo(
            f"{in_tokyo(item['due_at'])}  {item['service']:12} {item['command']:28} "
            f"{item['key']}{note}{late}"
        )
    click.echo(f"{len(items)} due" if items else "Nothing is due.")


def find_due(
    portal: Services, names: tuple[str, ...], limit: int
) -> tuple[datetime, list[dict[str, Any]]]:
    """The portal's time and everything that is due, soonest first."""
    answers = {name: portal.ask(name, "find_due", {"limit": limit}) for name in names}
    now = max(datetime.fromisoformat(answer["now"]) for answer in answers.values())
    items = [
        {**item, "service": name, "due_at": datetime.fromisoformat(item["due_at"])}
        for name, answer in answers.items()
        for item in answer["items"]
    ]
    return now, sorted(items, key=lambda item: (item["due_at"], item["service"], item["key"]))
