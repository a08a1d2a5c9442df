"""Imports listings from a file, with a report for every row that was refused."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from deploy.ops.services import Services, params_told, problems_told, services
from services.kernel.contracts.listings_import import IMPORT_BATCH, IMPORT_FORMATS

_WITHIN_SECONDS = 120.0


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", required=True, help="The id of the organisation that lists them.")
@click.option(
    "--format",
    "form",
    type=click.Choice(IMPORT_FORMATS),
    default="auto",
    help="Told by the content if not given.",
)
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What the columns mean, as JSON; remembered for the organisation.",
)
@click.option("--show-mapping", is_flag=True, help="Only print the mapping that would be used.")
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
@click.option("--report", type=click.Path(path_type=Path), help="Write the report there.")
def import_listings(
    file: Path,
    organisation: str,
    form: str,
    mapping: Path | None,
    show_mapping: bool,
    dry_run: bool,
    report: Path | None,
) -> None:
    """Import the listings of FILE; rows that are there already change nothing.

    JSON, JSON Lines, CSV, RSS, Atom, and JSON-LD of schema.org (also in a page) are told apart by
    their content.
    """
    wanted = _mapping_in(mapping) if mapping else None
    with services() as portal:
        read = read_file(portal, file, form, organisation, wanted)
        if show_mapping:
            click.echo(json.dumps(read.get("mapping"), ensure_ascii=False, indent=2))
            return
        if wanted is not None and not dry_run and read["rows"]:
            remembered = {
                "organisation_id": organisation,
                "shape": read["shape"],
                "mapping": wanted,
            }
            portal.ask("listings", "remember_import_mapping", remembered)
        refusals = [_unreadable(problem) for problem in read["problems"]]
        counts: Counter[str] = Counter()
        with click.progressbar(length=len(read["rows"]), label="Importing") as bar:
            for outcome in import_rows(portal, read, organisation, dry_run=dry_run):
                counts += Counter(outcome["counts"])
                refusals += [_refused(i) for i in outcome["items"] if i["outcome"] == "refused"]
                bar.update(outcome["total"])
    counts["refused"] += len({problem["line"] for problem in read["problems"]})
    lines = [text for _, text in sorted(refusals)]
    if report:
        report.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    for line in lines:
        click.echo(line)
    summary = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    click.echo(f"{'Would be: ' if dry_run else ''}{summary or 'no rows'}")


def _mapping_in(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise click.ClickException(f"{path}: not JSON ({error})") from None


def read_file(
    portal: Services, file: Path, form: str, organisation: str, mapping: Any = None
) -> dict[str, Any]:
    """The rows of a file, and what cannot be read of it."""
    payload = {
        "format": form,
        "content": base64.b64encode(file.read_bytes()).decode(),
        "file_name": file.name,
        "organisation_id": organisation,
        "mapping": mapping,
    }
    answer: dict[str, Any] = portal.ask(
        "listings", "read_import_file", payload, within=_WITHIN_SECONDS
    )
    return answer


def import_rows(
    portal: Services, read: Mapping[str, Any], organisation: str, *, dry_run: bool
) -> Iterator[dict[str, Any]]:
    """Imports batch by batch."""
    for start in range(0, len(read["rows"]), IMPORT_BATCH):
        payload = {
            "organisation_id": organisation,
            "kind": read["kind"],
            "source": read["source"],
            "rows": read["rows"][start : start + IMPORT_BATCH],
            "dry_run": dry_run,
        }
        yield portal.ask("listings", "import_listings", payload, within=_WITHIN_SECONDS)


def _unreadable(problem: Mapping[str, Any]) -> tuple[int, str]:
    details = params_told(problem.get("params") or {})
    return problem[
        "line"
    ], f"line {problem['line']}: {problem['field']}: {problem['code']}{details}"


def _refused(item: Mapping[str, Any]) -> tuple[int, str]:
    problems = problems_told(item["fields"]) or [item["code"]]
    return item["line"], f"line {item['line']}: {'; '.join(problems)}"
