"""Data numbers (LI-06)."""

from __future__ import annotations

from collections.abc import Callable

from services.kernel.eventkit.application.ports import Numbers
from services.listings.application.ownership import Recruiter
from services.listings.domain.listing.events import Imported
from services.listings.domain.listing.state import Head, Listing, NoListing


def data_number(number: int) -> str:
    """`D000000123`: fixed width, so that texts sort as numbers do."""
    return f"D{number:09d}"


def new_heads(
    listing_id: str,
    recruiter: Recruiter,
    numbers: Numbers,
    imported: Imported | None = None,
) -> Callable[[Listing], Head]:
    """Gives the head of a listing: its own, or one with a new number where there is none.

    The number is taken once, however often the decision is repeated.
    """
    made: list[Head] = []

    def head_of(listing: Listing) -> Head:
        if not isinstance(listing, NoListing):
            return listing.head
        if not made:
            number = data_number(numbers.next("listing"))
            made.append(
                Head(listing_id, number, recruiter.id, recruiter.institution_type, imported)
            )
        return made[0]

    return head_of
