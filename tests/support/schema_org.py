"""Whether JSON-LD is valid: against the vocabulary of schema.org, and for search engines.

`schema_org.json` names, of release 30.0, the types the portal writes with the types above them, and
every property these may have with what it takes. The required properties are those of Google's
documentation of job postings and events.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

VOCABULARY: Mapping[str, Any] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)
CONTEXT = "https://schema.org"
EMPLOYMENT = frozenset(
    [
        "FULL_TIME",
        "PART_TIME",
        "CONTRACTOR",
        "TEMPORARY",
        "INTERN",
        "VOLUNTEER",
        "PER_DIEM",
        "OTHER",
    ]
)
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "JobPosting": (
        *("title", "description", "datePosted"),
        *("hiringOrganization.name", "jobLocation.address.addressCountry"),
    ),
    "Event": ("name", "startDate", "location.address"),
    "Organization": ("name", "url"),
}
_PERSONAL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|\+?\d{1,4}-\d{2,4}-\d{3,4}")


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)
            self._inside = False


def json_ld(page: str) -> list[dict[str, Any]]:
    """All JSON-LD of a page, as a parser of HTML reads it."""
    scripts = _Scripts()
    scripts.feed(page)
    return [json.loads(text) for text in scripts.found]


def faults(node: Mapping[str, Any]) -> list[str]:
    """What is wrong with a described thing; nothing when it is valid."""
    found = [] if node.get("@context") == CONTEXT else ["no context"]
    found += _of_node(node, str(node.get("@type")))
    found += [
        f"lacks {path}" for path in REQUIRED.get(str(node.get("@type")), ()) if not _has(node, path)
    ]
    if node.get("employmentType", "OTHER") not in EMPLOYMENT:
        found.append(f"employmentType {node['employmentType']}")
    if told := _PERSONAL.findall(json.dumps({**node, "description": ""}, ensure_ascii=False)):
        found.append(f"personal data: {told}")
    return found


def _of_node(node: Mapping[str, Any], path: str) -> list[str]:
    kind = node.get("@type")
    if kind not in VOCABULARY["types"]:
        return [f"{path}: {kind} is no type of the vocabulary"]
    above = VOCABULARY["types"][kind]
    found = []
    for name, value in node.items():
        if name.startswith("@"):
            continue
        known = VOCABULARY["properties"].get(name)
        if known is None or not set(known["of"]) & set(above):
            found.append(f"{path}: {kind} has no property {name}")
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Mapping):
                found += _of_node(one, f"{path}.{name}")
            if not any(_takes(expected, one) for expected in known["takes"]):
                found.append(f"{path}.{name}: {one!r} is none of {known['takes']}")
    return found


def _takes(expected: str, value: Any) -> bool:
    if isinstance(value, Mapping):
        return expected in VOCABULARY["types"].get(value.get("@type"), ())
    if expected in VOCABULARY["members"]:
        return value in [f"{CONTEXT}/{member}" for member in VOCABULARY["members"][expected]]
    match expected:
        case "Boolean":
            return isinstance(value, bool)
        case "Text":
            return isinstance(value, str) and value.strip() != ""
        case "URL":
            return (
                isinstance(value, str)
                and re.fullmatch(r"https?://[^\s/]+(/\S*)?", value) is not None
            )
        case "Date":
            return _is_day(value)
        case "DateTime":
            return _is_moment(value)
        case _:
            return False


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_moment(value: Any) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _has(node: Any, path: str) -> bool:
    if isinstance(node, list):
        return bool(node) and all(_has(one, path) for one in node)
    first, _, rest = path.partition(".")
    if not isinstance(node, Mapping) or not node.get(first):
        return False
    return not rest or _has(node[first], rest)
