"""The collections that are documented for analysts (docs/guides/analysts.md).

They are views of the reporting database with names and fields that stay, whatever becomes of the
projections beneath. They hold no personal data and no count of persons by attribute under 5
(D-103).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database
from pymongo.errors import CollectionInvalid, OperationFailure

from services.kernel.eventkit.application.projection import Projection
from services.reporting.domain.small_counts import LEAST_SHOWN, UNDER_FIVE
from services.reporting.projections.access_per_day import access_per_day
from services.reporting.projections.applications import applications
from services.reporting.projections.applications_per_day import applications_per_day
from services.reporting.projections.listings import listings
from services.reporting.projections.organisations import organisations
from services.reporting.projections.registrations_per_day import COUNTS, registrations_per_day
from services.reporting.projections.surveys import surveys

NAMESPACE_EXISTS = 48
Stage = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AnalystView:
    """A documented collection: its name, its fields and how it is made."""

    name: str
    fields: tuple[str, ...]
    source: Projection
    stages: tuple[Stage, ...]

    @property
    def pipeline(self) -> list[Stage]:
        """The stages, and the fields that are let through."""
        return [*self.stages, {"$project": {"_id": 0, **dict.fromkeys(self.fields, 1)}}]


_LISTING_FIELDS = ("listing_id", "data_number", "title", "organisation_name")
_WITH_LISTING: tuple[Stage, ...] = (
    {
        "$lookup": {
            "from": listings.collection,
            "localField": "listing_id",
            "foreignField": "_id",
            "as": "listing",
        }
    },
    {
        "$set": {
            name: {"$first": f"$listing.{name}"}
            for name in ("data_number", "title", "organisation_name")
        }
    },
)


def _by_attribute(attribute: str) -> list[Stage]:
    return [
        {
            "$group": {
                "_id": {"month": {"$substrBytes": ["$on", 0, 7]}, "value": f"${attribute}"},
                "count": {"$sum": 1},
            }
        },
        {
            "$project": {
                "_id": 0,
                "month": "$_id.month",
                "attribute": {"$literal": attribute},
                "value": {"$ifNull": ["$_id.value", "unknown"]},
                "applications": {
                    "$cond": [{"$gte": ["$count", LEAST_SHOWN]}, "$count", UNDER_FIVE]
                },
            }
        },
    ]


VIEWS: tuple[AnalystView, ...] = (
    AnalystView("figures_access", (*_LISTING_FIELDS, "on", "views"), access_per_day, _WITH_LISTING),
    AnalystView(
        "figures_applications",
        (*_LISTING_FIELDS, "on", "submitted", "cancelled"),
        applications_per_day,
        _WITH_LISTING,
    ),
    AnalystView(
        "figures_applicants",
        ("month", "attribute", "value", "applications"),
        applications,
        (
            *_by_attribute("route"),
            *(
                {"$unionWith": {"coll": applications.collection, "pipeline": _by_attribute(name)}}
                for name in ("status", "result")
            ),
        ),
    ),
    AnalystView("figures_registrations", ("on", *COUNTS), registrations_per_day, ()),
    AnalystView(
        "figures_listings",
        (*_LISTING_FIELDS, "organisation_id", "kind", "published_on", "public"),
        listings,
        ({"$set": {"listing_id": "$_id"}},),
    ),
    AnalystView(
        "figures_organisations",
        (
            "organisation_id",
            "name",
            "name_en",
            "kind",
            "category",
            "institution_type",
            "registered_on",
            "registered",
        ),
        organisations,
        ({"$set": {"organisation_id": "$_id"}},),
    ),
    AnalystView(
        "figures_surveys",
        (
            "survey_id",
            "kind",
            "title",
            "state",
            "opens_at",
            "closes_at",
            "addressed",
            "responded",
            "analysis",
        ),
        surveys,
        ({"$set": {"survey_id": "$_id"}},),
    ),
    AnalystView(
        "figures_survey_choices",
        ("survey_id", "question_id", "question", "choice", "count", "answered"),
        surveys,
        (
            {"$unwind": "$tallies"},
            {"$set": {"choices": {"$objectToArray": "$tallies.choices"}}},
            {"$unwind": "$choices"},
            {
                "$set": {
                    "asked": {
                        "$first": {
                            "$filter": {
                                "input": "$questions",
                                "cond": {"$eq": ["$$this.id", "$tallies.question_id"]},
                            }
                        }
                    }
                }
            },
            {
                "$set": {
                    "survey_id": "$_id",
                    "question_id": "$tallies.question_id",
                    "question": "$asked.text",
                    "answered": "$tallies.answered",
                    "count": "$choices.v",
                    "choice": {
                        "$ifNull": [
                            {
                                "$first": {
                                    "$map": {
                                        "input": {
                                            "$filter": {
                                                "input": "$asked.options",
                                                "cond": {"$eq": ["$$this.id", "$choices.k"]},
                                            }
                                        },
                                        "in": "$$this.text",
                                    }
                                }
                            },
                            "$choices.k",
                        ]
                    },
                }
            },
        ),
    ),
)


def ensure_views(database: Database[Any], views: Sequence[AnalystView] = VIEWS) -> None:
    """Makes the views, or brings existing ones to their present form."""
    for view in views:
        try:
            database.create_collection(
                view.name, viewOn=view.source.collection, pipeline=view.pipeline
            )
        except (CollectionInvalid, OperationFailure) as error:
            if isinstance(error, OperationFailure) and error.code != NAMESPACE_EXISTS:
                raise
            database.command(
                "collMod", view.name, viewOn=view.source.collection, pipeline=view.pipeline
            )
