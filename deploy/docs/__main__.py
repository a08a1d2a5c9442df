"""Writes the generated documents: `python -m deploy.docs`; `--check` only compares."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.docs.asyncapi import asyncapi_yaml
from deploy.docs.json_schema import file_name, schema_of_data
from deploy.docs.reference import events_md
from services.kernel.contracts.events.catalogue import CATALOGUE

DOCS = Path(__file__).parents[2] / "docs"


def generated() -> dict[str, str]:
    """Every generated file by its path under docs/."""
    schemas = {
        f"schemas/{file_name(public)}": json.dumps(
            schema_of_data(public), ensure_ascii=False, indent=2
        )
        + "\n"
        for public in CATALOGUE
    }
    return {"events.md": events_md(), "asyncapi.yaml": asyncapi_yaml(), **schemas}


def out_of_step(docs: Path, wanted: Mapping[str, str]) -> list[str]:
    """The files that are missing, different or no longer wanted."""
    found = {
        path.relative_to(docs).as_posix(): path.read_text()
        for path in (docs / "events.md", docs / "asyncapi.yaml", *docs.glob("schemas/*.json"))
        if path.exists()
    }
    return sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))


def main(arguments: Sequence[str], docs: Path = DOCS) -> int:
    """Writes what is out of step, or with `--check` names it and returns 1."""
    parser = argparse.ArgumentParser(prog="python -m deploy.docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail when out of step")
    options = parser.parse_args(arguments)
    wanted = generated()
    stale = out_of_step(docs, wanted)
    if options.check:
        for name in stale:
            sys.stderr.write(f"docs/{name} is out of step: run `make docs`\n")
        return 1 if stale else 0
    for name in stale:
        path = docs / name
        if name not in wanted:
            path.unlink()
            sys.stdout.write(f"removed docs/{name}\n")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[name])
        sys.stdout.write(f"wrote docs/{name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
