"""Shows what could not be handled and was put aside, and hands it over again."""

from __future__ import annotations

import click

from deploy.ops.services import SERVICES, services


@click.group()
def parked() -> None:
    """Work that failed too often and waits for a person."""


@parked.command("list")
def list_parked() -> None:
    """List what is parked in every service, with the reason."""
    count = 0
    with services() as portal:
        for name in SERVICES:
            answer = portal.ask(name, "find_parked", {})
            count += answer["total"]
            for item in answer["items"]:
                again = "  (to be replayed)" if item["replay"] else ""
                click.echo(
                    f"{name:12} {item['id']}\n"
                    f"{'':12} {item['reaction']} of {item['source']} event {item['event_id']}: "
                    f"{item['error']}{again}"
                )
    click.echo(f"{count} parked" if count else "Nothing is parked.")


@parked.command()
@click.option("--service", type=click.Choice(SERVICES), help="Only this service.")
@click.option("--id", "parked_id", default="", help="Only this piece of work.")
def replay(service: str | None, parked_id: str) -> None:
    """Hand parked work over again, all of it unless named."""
    if parked_id and service is None:
        raise click.UsageError("--id needs --service")
    payload = {"id": parked_id} if parked_id else {"all": True}
    released = 0
    with services() as portal:
        for name in (service,) if service else SERVICES:
            released += int(portal.ask(name, "replay_parked", payload)["released"])
    click.echo(f"{released} handed over again")
