"""Gives an analyst a database user: `python -m services.reporting.entrypoints.analyst_user`.

Reads `MONGO_URI` and `DB_PREFIX`; the password comes from a file, never from the command line.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from services.reporting.adapters.analyst_user import grant_analyst
from services.reporting.adapters.analyst_views import ensure_views

LEAST_PASSWORD = 12


def main(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Makes the documented views and the user; 0 when done, 2 when something is missing."""
    parser = argparse.ArgumentParser(prog="analyst_user", description=__doc__)
    parser.add_argument("--name", required=True, help="name of the database user")
    parser.add_argument("--password-file", required=True, type=Path)
    options = parser.parse_args(arguments)
    uri = environ.get("MONGO_URI")
    if not uri:
        sys.stderr.write("MONGO_URI is not set\n")
        return 2
    try:
        password = options.password_file.read_text().strip()
    except OSError as error:
        sys.stderr.write(f"the password file cannot be read: {error.strerror}\n")
        return 2
    if len(password) < LEAST_PASSWORD:
        sys.stderr.write(f"the password needs at least {LEAST_PASSWORD} characters\n")
        return 2
    name = f"{environ.get('DB_PREFIX', 'kakehashi')}_reporting"
    with MongoClient[dict[str, Any]](uri) as client:
        database = client[name]
        ensure_views(database)
        if grant_analyst(database, options.name, password):
            sys.stdout.write(f"user {options.name} may read the figures_* views of {name}\n")
        else:
            sys.stdout.write(
                f"views made in {name}; no user, because the server runs without authorisation\n"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
