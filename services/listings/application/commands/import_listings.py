"""Import rows of another source as listings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from marshmallow import ValidationError

from services.kernel.contracts.fields import problems_of
from services.kernel.contracts.listings import ContentPart
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.ports import Numbers, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import FieldProblem, Refusal
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.application.content_input import content_of
from services.listings.application.numbering import new_heads
from services.listings.application.ownership import Recruiter, recruiter_of, require_owner
from services.listings.application.references import require_references
from services.listings.domain.listing.content import ListingContent
from services.listings.domain.listing.events import Imported
from services.listings.domain.listing.importing import (
    ImportOutcome,
    ImportRow,
    import_row,
    recruitment_of_import,
)
from services.listings.domain.listing.state import Head, Listing, NoListing


@dataclass(frozen=True)
class ImportListings:
    """Rows of one source, of one kind where they name none; see the payload schema."""

    organisation_id: str | None
    kind: str
    source: str
    rows: Sequence[Mapping[str, Any]]
    dry_run: bool


def import_listings(
    command: ImportListings,
    context: Context,
    *,
    listings: Repository[Listing],
    numbers: Numbers,
    views: Views,
) -> dict[str, Any]:
    """Files a registration request per new row, changes what has changed, and tells of each row.

    The id of a listing derives from organisation, source and the source's own id, so a repeated
    import finds its listings; a row with the same contents as last time changes nothing. Each row
    is a commit of its own under the same command id: a repeated command carries on.
    """
    recruiter = recruiter_of(context, command.organisation_id, views)
    work = _Import(command, context, listings, numbers, views, recruiter)
    items = []
    seen: dict[str, int] = {}
    for row in command.rows:
        first = seen.setdefault(row["source_id"], row["line"])
        if first != row["line"]:
            problem = {"code": "duplicate-in-import", "params": {"first_line": first}}
            items.append(_refused(row, "invalid-input", {"source_id": [problem]}))
            continue
        items.append(work.carry_out(row))
    outcomes = [item["outcome"] for item in items]
    possible = [*(outcome.value for outcome in ImportOutcome), "refused"]
    counts = {name: outcomes.count(name) for name in possible}
    return {"position": work.position, "items": items, "total": len(items), "counts": counts}


@dataclass
class _Import:
    command: ImportListings
    context: Context
    listings: Repository[Listing]
    numbers: Numbers
    views: Views
    recruiter: Recruiter
    position: int = 0

    def carry_out(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """One row: its outcome, or its refusal by field."""
        listing_id = derived_id("import", self.recruiter.id, self.command.source, row["source_id"])
        try:
            outcome = self._row(listing_id, row)
        except ValidationError as error:
            problems = {
                field: [{"code": code, "params": params} for code, params in found]
                for field, found in problems_of(error).items()
            }
            return _refused(row, "invalid-input", problems)
        except Refusal as refusal:
            return _refused(row, refusal.code, _wire(refusal.fields))
        return {
            "line": row["line"],
            "source_id": row["source_id"],
            "outcome": outcome.value,
            "listing_id": listing_id,
        }

    def _row(self, listing_id: str, row: Mapping[str, Any]) -> ImportOutcome:
        # A row that names its kind is another one when it names another.
        named = {"kind": row["kind"]} if row.get("kind") else {}
        hashed = _hash({**row["content"], **named})
        imported = Imported(self.command.source, row["source_id"], hashed)
        kind = row.get("kind") or self.command.kind
        head_of = new_heads(listing_id, self.recruiter, self.numbers, imported)
        outcomes: list[ImportOutcome] = []

        def decide(listing: Listing) -> list[object]:
            if not isinstance(listing, NoListing):
                require_owner(listing, self.context)
            outcome, events = import_row(
                listing,
                self._dry_head(listing, listing_id) if self.command.dry_run else head_of(listing),
                ImportRow(imported, self._contents(row["content"], kind, listing)),
                self.context.actor.role,
                self.context.at,
            )
            outcomes.append(outcome)
            return events

        if self.command.dry_run:
            decide(self.listings.load(listing_id)[0])
            return outcomes[-1]
        done = self.listings.change(listing_id, self.context, decide)
        self.position = max(self.position, receipt(done)["position"])
        if done.repeated:
            begun = done.version == len(done.events)
            return ImportOutcome.CREATED if begun else ImportOutcome.CHANGED
        return outcomes[-1]

    def _dry_head(self, listing: Listing, listing_id: str) -> Head:
        if not isinstance(listing, NoListing):
            return listing.head
        return Head(listing_id, "", self.recruiter.id, self.recruiter.institution_type)

    def _contents(self, given: Mapping[str, Any], kind: str, listing: Listing) -> ListingContent:
        today = tokyo_date(self.context.at)
        recruitment = given.get("recruitment") or {}
        starts = isinstance(recruitment, dict) and bool(recruitment.get("start_on"))
        if isinstance(recruitment, dict) and not starts:
            recruitment = {**recruitment, "start_on": today.isoformat()}
        stated = {**given, "kind": kind, "recruitment": recruitment}
        content = content_of(ContentPart().load(stated), self.recruiter.name)
        kept = () if isinstance(listing, NoListing) else listing.content.occupations
        require_references(content, self.recruiter.id, self.views, kept)
        if content.recruitment is None:
            return content
        period = recruitment_of_import(
            listing,
            content.recruitment.start_on if starts else None,
            content.recruitment.end_on,
            self.context.at,
        )
        return replace(content, recruitment=period)


def _hash(content: Mapping[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _wire(fields: Mapping[str, Sequence[FieldProblem]]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [{"code": problem.code, "params": dict(problem.params)} for problem in problems]
        for name, problems in fields.items()
    }


def _refused(
    row: Mapping[str, Any], code: str, fields: Mapping[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    return {
        "line": row["line"],
        "source_id": row["source_id"],
        "outcome": "refused",
        "code": code,
        "fields": {name.removeprefix("content."): found for name, found in fields.items()},
    }
