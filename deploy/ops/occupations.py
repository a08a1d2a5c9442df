"""Imports the occupation classification, with a report for every row that was refused."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from deploy.ops.services import params_told, services

_WITHIN_SECONDS = 120.0


@click.command("occupations")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
def import_occupations(file: Path, dry_run: bool) -> None:
    """Replace the occupation classification by FILE (CSV as Hello Work publishes it).

    The same file again changes nothing. Rows that cannot be understood are told and left out.
    """
    content = base64.b64encode(file.read_bytes()).decode()
    payload = {"content": content, "dry_run": dry_run}
    with services() as portal:
        answer = portal.ask("listings", "import_occupations", payload, within=_WITHIN_SECONDS)
    for problem in answer["problems"]:
        click.echo(_refused(problem))
    summary = ", ".join(f"{name} {count}" for name, count in sorted(answer["counts"].items()))
    click.echo(f"{'Would be: ' if dry_run else ''}{summary}")


def _refused(problem: Mapping[str, Any]) -> str:
    details = params_told(problem["params"])
    return f"line {problem['line']}: {problem['field']}: {problem['code']}{details}"
