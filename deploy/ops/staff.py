"""Gives people inside their accounts; the first of them can come from nowhere else."""

from __future__ import annotations

import click

from deploy.ops.services import services
from services.kernel.contracts.identity import INTERNAL_ROLES


@click.command()
@click.option("--login-id", required=True, help="What the person logs in with.")
@click.option("--name", required=True)
@click.option("--email", required=True, help="Where the temporary password goes.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(INTERNAL_ROLES))
@click.option("--organisation", help="The id of the organisation a JICA department posts for.")
def staff(
    login_id: str, name: str, email: str, roles: tuple[str, ...], organisation: str | None
) -> None:
    """Create an internal user; a temporary password is mailed (ID-87)."""
    payload = {
        "login_id": login_id,
        "name": name,
        "email": email,
        "roles": list(roles),
        "organisation_id": organisation,
    }
    with services() as portal:
        done = portal.ask("identity", "create_internal_user", payload)
    click.echo(f"created {done['account_id']}; the temporary password is on its way by mail")
