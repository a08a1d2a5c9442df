"""The table of Hello Work offices: product data, editable without touching code."""

from __future__ import annotations

from pathlib import Path

from services.identity.domain.job_seeker.offices import Office, Offices

TABLE = Path(__file__).parent / "data" / "hello_work_offices.csv"
_COLUMNS = 5


class OfficeTableFault(Exception):
    """A line of the table cannot be understood; the text names it."""


def read_offices(table: Path = TABLE) -> Offices:
    """Reads and checks the table. Raises `OfficeTableFault`."""
    offices = []
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        columns = [column.strip() for column in text.split(",")]
        if len(columns) != _COLUMNS or not all(columns):
            raise OfficeTableFault(f"{table.name}, line {number}: five columns are expected")
        code, name, name_en, prefecture, postal = columns
        offices.append(Office(code, name, name_en, prefecture, tuple(postal.split())))
    try:
        return Offices(offices)
    except ValueError as fault:
        raise OfficeTableFault(f"{table.name}: {fault}") from None
