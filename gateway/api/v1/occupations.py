"""The classification of occupations that listings are filed under."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.auth.allow import ANYONE
from gateway.backend import backend
from services.kernel.contracts.listings_occupations import FindOccupations

operations = Operations("occupations", "/occupations", "The occupations listings are filed under.")


class OccupationSchema(Schema):
    """An occupation of any level; its names are Japanese."""

    path = fields.String(required=True, metadata={"description": "All its levels, highest first"})
    examples = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Job titles in which the words were found"},
    )


class OccupationsFoundSchema(Schema):
    """Occupations, best first, and how many there are in all."""

    items = fields.List(fields.Nested(OccupationSchema), required=True)
    total = fields.Integer(required=True)


@operations.operation("GET", "", who=[ANYONE], query=FindOccupations, answer=OccupationsFoundSchema)
def find_occupations(query: dict[str, Any]) -> Any:
    """Look through the occupation classification.

    Occupations that hold all the words in their names or examples; without words those one level
    below `below`. A path found here can be given to a listing, and be searched by: it finds the
    listings of all occupations below it.
    """
    return backend.call("listings", "find_occupations", query)
