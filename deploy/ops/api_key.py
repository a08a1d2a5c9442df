"""Making an API key for an internal system."""

from __future__ import annotations

from pathlib import Path

import click

from deploy.api_keys import SCOPES, BadApiKey, add_api_key


@click.command("api-key")
@click.argument("name")
@click.option(
    "--file",
    "file",
    required=True,
    envvar="API_KEYS_FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="the gateway's API_KEYS_FILE",
)
@click.option("--scope", "scopes", multiple=True, default=SCOPES, show_default=True)
def api_key(name: str, file: Path, scopes: tuple[str, ...]) -> None:
    """Makes a key for the internal system NAME and shows it once; only its hash is stored.

    The gateway knows it after its next start.
    """
    try:
        key = add_api_key(file, name, scopes)
    except (BadApiKey, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(key)
    click.echo("Hand it over now: it cannot be shown again. Restart the gateway.", err=True)
