"""Shapes of the answers on job seekers and on the browsing of people."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.v1.accounts_schemas import CommandReceiptSchema
from services.kernel.contracts.fields import Text
from services.kernel.contracts.identity_job_seekers import (
    ChangeHelloWorkOffice,
    DeactivateJobSeeker,
    FindJobSeeker,
    RecordEmploymentConsultation,
    RecordOfficeUse,
)
from services.kernel.contracts.job_seeker_information import (
    EDUCATION_LEVELS,
    TALENT_FIELDS,
    TALENT_LANGUAGES,
)


def _texts(values: tuple[str, ...] = ()) -> fields.List[Any]:
    metadata = {"enum": list(values)} if values else {}
    return fields.List(fields.String(metadata=metadata), required=True)


class OwnDeactivationBody(DeactivateJobSeeker):
    """Why the registration is switched off."""

    class Meta:
        exclude = ("account_id",)


class ConsultationBody(RecordEmploymentConsultation):
    """When the consultation was held, and where if not at the seeker's office."""

    class Meta:
        exclude = ("account_id",)


class OfficeUseBody(RecordOfficeUse):
    """The office used for the first time."""

    class Meta:
        exclude = ("account_id",)


class OfficeChangeBody(ChangeHelloWorkOffice):
    """The office mainly used."""

    class Meta:
        exclude = ("account_id",)


class NumberQuery(FindJobSeeker):
    """The job-seeker number of the two-dimensional code."""


class FoundAccountSchema(Schema):
    """Whose number it is."""

    account_id = fields.String(required=True)


class AgreementSchema(Schema):
    """The versions of terms of use and privacy policy."""

    terms_version = fields.String(required=True)
    privacy_version = fields.String(required=True)


class OfficeSchema(Schema):
    """A Hello Work office."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    prefecture = fields.String(required=True)


class OfficesSchema(Schema):
    """Offices by code."""

    items = fields.List(fields.Nested(OfficeSchema), required=True)
    total = fields.Integer(required=True)


class EmploymentConsultationSchema(Schema):
    """An employment consultation."""

    held_on = fields.String(required=True)
    office = fields.Nested(OfficeSchema, required=True)


class JobSeekerRegistrationSchema(Schema):
    """A job-seeker registration."""

    number = fields.String(required=True, metadata={"description": "求職番号"})
    service_kind = fields.String(
        required=True, metadata={"enum": ["online-registrant", "hello-work-user"]}
    )
    active = fields.Boolean(required=True)
    inactive_on = fields.String(required=True, allow_none=True)
    inactive_reason = fields.String(required=True, allow_none=True)
    office = fields.Nested(OfficeSchema, required=True, metadata={"description": "利用安定所名"})
    application_on = fields.String(required=True)
    valid_until = fields.String(required=True)
    switching_back_until = fields.String(required=True, allow_none=True)
    may_switch_back = fields.Boolean(required=True)
    terms_version = fields.String(required=True)
    privacy_version = fields.String(required=True)
    agreed_at = fields.String(required=True)
    consultations = fields.List(fields.Nested(EmploymentConsultationSchema), required=True)


class ShownInformationSchema(Schema):
    """What is shown to organisations."""

    desired_work = fields.String(required=True)
    fields_wanted = _texts(TALENT_FIELDS)
    places = _texts()
    employment_types = _texts()
    languages = _texts(TALENT_LANGUAGES)
    education = fields.String(
        required=True, allow_none=True, metadata={"enum": [*EDUCATION_LEVELS, None]}
    )
    experience = fields.String(required=True)
    qualifications = fields.String(required=True)
    appeal = fields.String(required=True, metadata={"description": "自己PR"})


class SeekerInformationSchema(ShownInformationSchema):
    """求職情報."""

    postal_code = fields.String(required=True)
    address = fields.String(required=True)
    telephone = fields.String(required=True)


class ShownToSchema(Schema):
    """An organisation to which a private profile is shown nevertheless."""

    organisation_id = fields.String(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)


class ProfilePublicationSchema(Schema):
    """To whom the profile is shown."""

    user_id = fields.String(required=True, metadata={"description": "ユーザID"})
    public = fields.Boolean(required=True)
    shown_to = fields.List(fields.Nested(ShownToSchema), required=True)


class JobSeekerSchema(Schema):
    """A person with the job-seeker registration, null for who has none."""

    account_id = fields.String(required=True)
    name = fields.String(required=True)
    name_kana = fields.String(required=True)
    birth_on = fields.String(required=True, allow_none=True)
    registration = fields.Nested(JobSeekerRegistrationSchema, required=True, allow_none=True)
    counter_office = fields.Nested(OfficeSchema, required=True, allow_none=True)
    may_publish = fields.Boolean(required=True)
    information = fields.Nested(SeekerInformationSchema, required=True)
    information_at = fields.String(required=True, allow_none=True)
    information_revision = fields.Integer(
        required=True, metadata={"description": "The `expected_revision` of an update of this"}
    )
    publication = fields.Nested(ProfilePublicationSchema, required=True)


class ShownPersonCardSchema(Schema):
    """A person in a list."""

    account_id = fields.String(required=True)
    user_id = fields.String(required=True)
    updated_at = fields.String(required=True, allow_none=True)
    desired_work = fields.String(required=True)
    fields_wanted = _texts(TALENT_FIELDS)
    places = _texts()
    employment_types = _texts()
    languages = _texts(TALENT_LANGUAGES)
    education = fields.String(required=True, allow_none=True)
    excerpt = fields.String(required=True)


class PeopleFacetSchema(Schema):
    """How many people a further condition would leave."""

    value = fields.String(required=True)
    count = fields.Integer(required=True)


class PeopleFoundSchema(Schema):
    """A page of people with the true total; only the first 1,000 can be paged through."""

    items = fields.List(fields.Nested(ShownPersonCardSchema), required=True)
    total = fields.Integer(required=True)
    listed = fields.Integer(required=True)
    page = fields.Integer(required=True)
    pages = fields.Integer(required=True)
    per_page = fields.Integer(required=True)
    first = fields.Integer(required=True)
    last = fields.Integer(required=True)
    facets = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.Nested(PeopleFacetSchema)),
        required=True,
    )
    loosely = fields.Boolean(
        data_key="partial",
        required=True,
        metadata={"description": "No exact match: these are looser ones"},
    )


class ShownPersonSchema(CommandReceiptSchema, ShownInformationSchema):
    """A person as organisations see them, and the receipt of the view that was recorded."""

    account_id = fields.String(required=True)
    user_id = fields.String(required=True)
    updated_at = fields.String(required=True, allow_none=True)


class TalentViewerSchema(Schema):
    """An organisation that viewed people."""

    organisation_id = fields.String(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    views = fields.Integer(required=True)


class TalentViewersSchema(Schema):
    """Organisations that viewed people, most views first."""

    items = fields.List(fields.Nested(TalentViewerSchema), required=True)
    total = fields.Integer(required=True)


class OfficesQuery(Schema):
    """All offices, or the one of a postal code."""

    postal_code = Text(most=10, one_line=True)
