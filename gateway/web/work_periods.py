"""The days of a work period, for machines that know of no thirds of months (LI-03)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

_FIRST_DAYS = {"early": 1, "middle": 11, "late": 21}


def first_day(point: Mapping[str, Any]) -> date:
    """The earliest day an end of a period can mean; with a third its day only names the month."""
    day = date.fromisoformat(point["day"])
    third = point.get("third")
    return day.replace(day=_FIRST_DAYS[third]) if third else day


def last_day(point: Mapping[str, Any]) -> date:
    """The latest day it can mean."""
    day = date.fromisoformat(point["day"])
    match point.get("third"):
        case None:
            return day
        case "late":
            return day.replace(day=monthrange(day.year, day.month)[1])
        case third:
            return day.replace(day=_FIRST_DAYS[third] + 9)
