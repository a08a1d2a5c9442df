"""What the API answers about listings."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from services.kernel.contracts.events.listings import KINDS
from services.kernel.contracts.fields import Choice, Payload, Text, Whole
from services.kernel.contracts.listings import EMPLOYMENT_TYPES, LABELS, LANGUAGES, STATES, THIRDS


def one_of(values: tuple[str, ...], **more: Any) -> fields.String:
    """One of the named values."""
    named: list[str | None] = [*values]
    if more.get("allow_none"):
        named.append(None)
    return fields.String(required=True, metadata={"enum": named}, **more)


def text(**more: Any) -> fields.String:
    """A text that is always there."""
    return fields.String(required=True, **more)


def maybe() -> fields.String:
    """A text or null."""
    return fields.String(required=True, allow_none=True)


def texts() -> fields.List[Any]:
    """Texts."""
    return fields.List(fields.String(), required=True)


class ListingPlaceSchema(Schema):
    """A place of work."""

    country = maybe()
    prefecture = maybe()
    text = text()


class ListingPointSchema(Schema):
    """A day, or with `third` the third of the month that holds it."""

    day = text()
    third = one_of(THIRDS, allow_none=True)


class ListingWorkPeriodSchema(Schema):
    """A work period; open-ended without end."""

    start = fields.Nested(ListingPointSchema, required=True)
    end = fields.Nested(ListingPointSchema, required=True, allow_none=True)


class ListingRecruitmentSchema(Schema):
    """The recruitment period; open without end."""

    start_on = text()
    end_on = maybe()


class ListingCardSchema(Schema):
    """A listing as lists show it."""

    listing_id = text()
    data_number = text()
    organisation_id = text()
    organisation_type = text()
    organisation_name = text()
    state = one_of(STATES)
    public = fields.Boolean(required=True)
    pending = one_of(("registration", "amendment"), allow_none=True)
    amendment_state = one_of(("none", "draft", "requested", "scheduled"))
    version = fields.Integer(required=True)
    published_at = maybe()
    updated_at = maybe()
    requested_at = maybe()
    saved_at = maybe()
    reflection_at = maybe()
    removal_at = maybe()
    invalid_on = maybe()
    recruitment_state = one_of(("before", "open", "ended"))
    labels = fields.List(one_of(LABELS), required=True)
    kind = one_of(KINDS)
    language = one_of(LANGUAGES)
    title = text()
    recruiting_fields = texts()
    locations = fields.List(fields.Nested(ListingPlaceSchema), required=True)
    work_period = fields.Nested(ListingWorkPeriodSchema, required=True, allow_none=True)
    recruitment = fields.Nested(ListingRecruitmentSchema, required=True, allow_none=True)
    employment_type = one_of(EMPLOYMENT_TYPES, allow_none=True)
    web_application = fields.Boolean(required=True)
    direct_application = fields.Boolean(required=True)


class ListingContentSchema(Schema):
    """All contents of a listing."""

    kind = one_of(KINDS)
    language = one_of(LANGUAGES)
    title = text()
    organisation_name = text()
    recruiting_fields = texts()
    locations = fields.List(fields.Nested(ListingPlaceSchema), required=True)
    work_period = fields.Nested(ListingWorkPeriodSchema, required=True, allow_none=True)
    recruitment = fields.Nested(ListingRecruitmentSchema, required=True, allow_none=True)
    application_method = text()
    conditions = text()
    description = text()
    employment_type = one_of(EMPLOYMENT_TYPES, allow_none=True)
    occupation_code = maybe()
    occupations = texts()
    required_documents = texts()
    web_application = fields.Boolean(required=True)
    direct_application = fields.Boolean(required=True)
    diverse_working = fields.Boolean(required=True)
    languages_needed = texts()
    contact = text()
    source_url = maybe()
    follows = maybe()


class ListingAmendmentSchema(Schema):
    """What is being amended."""

    state = one_of(("none", "draft", "requested", "scheduled"))
    content = fields.Nested(ListingContentSchema)
    saved_at = fields.String()
    reflection_at = fields.String()


class ListingImportedSchema(Schema):
    """Where an imported listing comes from."""

    source = text()
    source_id = text()


class ListingSchema(ListingCardSchema):
    """A listing in full; what stands after `takes_applications` only its owner and staff see."""

    content = fields.Nested(ListingContentSchema, required=True)
    full_registrants_only = fields.Boolean(required=True)
    jocv_only = fields.Boolean(required=True)
    takes_applications = fields.Boolean(required=True)
    favourite = fields.Boolean(metadata={"description": "One of the caller's; individuals only."})
    amendment = fields.Nested(ListingAmendmentSchema)
    returned_reason = fields.String(allow_none=True)
    created_at = fields.String()
    imported = fields.Nested(ListingImportedSchema, allow_none=True)
    followed_by = fields.String(allow_none=True)


class ListingFacetSchema(Schema):
    """How many listings a further condition would leave."""

    value = text()
    count = fields.Integer(required=True)


class ListingsFoundSchema(Schema):
    """A page of search results with facets (LI-51 to LI-55)."""

    items = fields.List(fields.Nested(ListingCardSchema), required=True)
    total = fields.Integer(required=True, metadata={"description": "The true total"})
    listed = fields.Integer(required=True, metadata={"description": "At most 1,000 can be paged"})
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)
    per_page = fields.Integer(required=True)
    first = fields.Integer(required=True)
    last = fields.Integer(required=True)
    facets = fields.Dict(
        keys=fields.String(), values=fields.List(fields.Nested(ListingFacetSchema)), required=True
    )
    loosely = fields.Boolean(
        data_key="partial",
        required=True,
        metadata={"description": "No exact match: these are looser ones"},
    )


class ListingsPageSchema(Schema):
    """A page of listings."""

    items = fields.List(fields.Nested(ListingCardSchema), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    per_page = fields.Integer(required=True)


class ListingsDueSchema(Schema):
    """A page of the listings that leave today."""

    items = fields.List(fields.Nested(ListingCardSchema), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    per_page = fields.Integer(required=True)


class ListingReceiptSchema(Schema):
    """A command that was carried out."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(
        required=True, metadata={"description": "Had been received before; nothing happened now"}
    )
    listing_id = text()


class ListingNumberReceiptSchema(ListingReceiptSchema):
    """A listing that was begun or requested."""

    data_number = text()


class ListingReflectionReceiptSchema(ListingReceiptSchema):
    """An approval and the moment at which it takes effect."""

    reflection_at = maybe()


class ListingRemovalReceiptSchema(ListingReceiptSchema):
    """A withdrawal and the moment at which the listing leaves."""

    removal_at = text()


class ListingDayCountSchema(Schema):
    """The views of one Tokyo day."""

    on = text()
    count = fields.Integer(required=True)


class ListingAccessCountSchema(Schema):
    """How often one listing was opened."""

    listing_id = text()
    data_number = text()
    title = text()
    kind = one_of(KINDS)
    total = fields.Integer(required=True)
    days = fields.List(fields.Nested(ListingDayCountSchema), required=True)


class ListingAccessCountsSchema(Schema):
    """Access counts of an organisation's listings (LI-65)."""

    items = fields.List(fields.Nested(ListingAccessCountSchema), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    per_page = fields.Integer(required=True)


class ListingPageQuery(Payload):
    """Which page, and for the secretariat of which organisation."""

    organisation_id = Text(most=100, one_line=True, load_default=None, allow_none=True)
    page = Whole(least=1, most=100_000, load_default=1)


class ListingVersionQuery(Payload):
    """Refused when the listing has changed since this version."""

    expected_version = Whole(load_default=None, allow_none=True)


class ListingOrderQuery(ListingPageQuery):
    """Access counts by data number or by total."""

    order = Choice(("data-number", "total"), load_default="data-number")
