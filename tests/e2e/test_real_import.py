"""Real data: imported, approved in bulk, found by title, imported again.

A part of the files by default; all of them, which takes some minutes, with REAL_FILES=all.
"""

from __future__ import annotations

import base64
import os
import secrets
from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import requests

from deploy.local.processes import wait_until
from tests.e2e.listings_cast import Person, organisation, secretariat, today
from tests.support.portal import Portal
from tests.support.real_data import REAL_DATA, needs_real_data

ALL = os.environ.get("REAL_FILES") == "all"
EVERY = 1 if ALL else 12
SAMPLED = 100 if ALL else 20
AT_ONCE = 25


@pytest.mark.timeout(3000)
@needs_real_data
def test_real_files_are_imported_approved_and_found_and_change_nothing_again(
    portal: Portal,
) -> None:
    staff = secretariat(portal)
    owner = organisation(portal, f"取り込みの会 {secrets.token_hex(3)}")
    files = sorted(REAL_DATA.glob("events_jp/*.csv"))[::EVERY]
    files += sorted(REAL_DATA.glob("un_jobs/*.jsonl")) if ALL else []
    first, refused, ids = _import_all(staff, owner, files)
    print("first", dict(first), "refused by reason", dict(refused))
    created = first["created"]
    assert (first["changed"], first["unchanged"]) == (0, 0)
    assert created == 3190 if ALL else created > SAMPLED
    if ALL:
        assert refused == {
            "duplicate-in-import": 142,
            "required": 11,
            "end-before-start": 10,
            "too-long": 1,
        }
    tomorrow = (today(portal).date() + timedelta(days=1)).isoformat()
    listed = list(ids)
    for start in range(0, len(listed), AT_ONCE):
        asked = {"listing_ids": listed[start : start + AT_ONCE], "reflection_on": tomorrow}
        done = staff.call("POST", "/listing-requests/approvals", asked)
        assert done["approved"] == len(asked["listing_ids"])
    portal.forward(hours=25)
    staff.log_in()
    assert wait_until(lambda: _is_found(portal, listed[-1], ids[listed[-1]]), 240, 2.0)
    sample = listed[:: len(listed) // SAMPLED]
    print("searched", len(sample))
    for one in sample:
        assert wait_until(partial(_is_found, portal, one, ids[one]), 30, 2.0), ids[one]
    # The clock has run on while services still learnt of it: a session from before may be over.
    staff.log_in()
    again, _, _ = _import_all(staff, owner, files)
    print("second", dict(again))
    assert (again["unchanged"], again["created"], again["changed"]) == (created, 0, 0)


def _is_found(portal: Portal, listing_id: str, title: str) -> bool:
    """Whether this very listing is found by its title, on whichever page.

    Words of a short title stand in many others, so it need not be on the first one. Thousands are
    being published, so answers may be late.
    """
    number, pages = 1, 1
    while number <= pages:
        asked: dict[str, Any] = {"keyword": title[:200], "order": "relevance", "page": number}
        answer = requests.get(f"{portal.url}/api/v1/listings", params=asked, timeout=60)
        if not answer.ok:
            return False
        found = answer.json()
        if listing_id in [item["listing_id"] for item in found["items"]]:
            return True
        number, pages = number + 1, found["pages"]
    return False


def _import_all(
    staff: Person, owner: Person, files: list[Path]
) -> tuple[Counter[str], Counter[str], dict[str, str]]:
    counts: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    titles: dict[str, str] = {}
    for path in files:
        body = {"content": base64.b64encode(path.read_bytes()).decode()}
        read = staff.call("POST", "/listing-imports/readings", body)
        refused.update(problem["code"] for problem in read["problems"])
        for start in range(0, len(read["rows"]), 100):
            rows = read["rows"][start : start + 100]
            asked: dict[str, Any] = {
                "organisation_id": owner.organisation_id,
                "kind": read["kind"],
                "source": read["source"],
                "rows": rows,
            }
            answer = staff.call("POST", "/listing-imports", asked)
            counts.update(answer["counts"])
            for row, item in zip(rows, answer["items"], strict=True):
                if item["outcome"] == "refused":
                    refused.update(p["code"] for found in item["fields"].values() for p in found)
                else:
                    titles[item["listing_id"]] = row["content"]["title"]
    return counts, refused, titles
