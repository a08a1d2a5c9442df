"""Shapes of accounts, sessions, organisations and internal users in the API."""

from __future__ import annotations

from marshmallow import Schema, fields

from gateway.api.paging import CursorQuery
from services.kernel.contracts.fields import Choice, Text
from services.kernel.contracts.identity import (
    INSTITUTION_TYPES,
    INTERNAL_ROLES,
    ORGANISATION_CATEGORIES,
    ORGANISATION_STATUSES,
    REVIEW_PATHS,
    ActivateAccount,
    ApproveOrganisation,
    CompleteOpening,
    LogIn,
    RejectOrganisation,
)


class SessionBody(LogIn):
    """The kind of account, login ID and password."""

    device = Text(most=300, one_line=True, metadata={"description": "What to call the device"})


class OpeningCompletionBody(CompleteOpening):
    """The data of a person; the versions agreed to are those of the opening."""

    class Meta:
        exclude = ("token",)


class OpeningActivationBody(ActivateAccount):
    """The first password of an organisation."""

    class Meta:
        exclude = ("token",)


class OrganisationApprovalBody(ApproveOrganisation):
    """The version seen, so that nothing unseen is approved."""

    class Meta:
        exclude = ("organisation_id",)


class OrganisationRejectionBody(RejectOrganisation):
    """The reason, which is mailed."""

    class Meta:
        exclude = ("organisation_id",)


class OrganisationsQuery(CursorQuery):
    """Conditions of the public list."""

    category = Choice(ORGANISATION_CATEGORIES)
    institution_type = Choice(INSTITUTION_TYPES)


class OrganisationRequestsQuery(CursorQuery):
    """Conditions of the work list; open requests unless asked otherwise."""

    status = Choice(ORGANISATION_STATUSES)
    review_path = Choice(REVIEW_PATHS)


class InternalUsersQuery(CursorQuery):
    """Conditions of the list."""

    role = Choice(INTERNAL_ROLES)


class CommandReceiptSchema(Schema):
    """What a command did; `repeated` when it had been carried out before."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(required=True)


class AccountReceiptSchema(CommandReceiptSchema):
    """A command that made an account."""

    account_id = fields.String(required=True)


class OrganisationReceiptSchema(CommandReceiptSchema):
    """A command on an organisation."""

    organisation_id = fields.String(required=True)


class OrganisationApprovalReceiptSchema(OrganisationReceiptSchema):
    """A registered organisation."""

    institution_id = fields.String(required=True, metadata={"description": "求人機関ID"})
    account_id = fields.String(required=True)


class AcceptedSchema(Schema):
    """Received; says nothing about whether there is such an account."""

    accepted = fields.Boolean(required=True)


class SessionSchema(Schema):
    """A session. The token is shown this once."""

    token = fields.String(required=True)
    session_id = fields.String(required=True)
    account_id = fields.String(required=True)
    role = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    organisation_id = fields.String(required=True, allow_none=True)
    facets = fields.List(
        fields.String(), metadata={"description": "What the account holds besides its role"}
    )
    must_change_password = fields.Boolean(required=True)
    expires_at = fields.String(required=True)


class OpeningSchema(Schema):
    """What a mailed link is for."""

    kind = fields.String(required=True, metadata={"enum": ["individual", "organisation"]})
    path = fields.String(required=True)
    login_id = fields.String(required=True)
    valid_until = fields.String(required=True)
    terms_version = fields.String(required=True)
    privacy_version = fields.String(required=True)


class ReissueQuestionSchema(Schema):
    """The person's own secret question."""

    question = fields.String(required=True)


class ProfileSchema(Schema):
    """The own account."""

    account_id = fields.String(required=True)
    kind = fields.String(required=True)
    status = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    facets = fields.List(fields.String(), required=True)
    organisation_id = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    name_kana = fields.String(required=True)
    birth_on = fields.String(required=True, allow_none=True)
    email = fields.String(required=True)
    login_id = fields.String(required=True)
    has_secret_question = fields.Boolean(required=True)
    language = fields.String(required=True)
    registered_at = fields.String(required=True, allow_none=True)
    previous_login_at = fields.String(required=True, allow_none=True)
    updated_at = fields.String(required=True, allow_none=True)


class SingleSignOnSchema(Schema):
    """Single sign-on of the own account."""

    offered = fields.Boolean(required=True)
    linked_at = fields.String(required=True, allow_none=True)
    may_link = fields.Boolean(required=True)


class SecondFactorSchema(Schema):
    """The second factor of the own account."""

    enabled_at = fields.String(required=True, allow_none=True)
    recovery_codes_left = fields.Integer(required=True)


class PasskeySchema(Schema):
    """A passkey of the own account."""

    passkey_id = fields.String(required=True)
    name = fields.String(required=True)
    registered_at = fields.String(required=True)
    used_at = fields.String(required=True, allow_none=True)


class PasskeysSchema(Schema):
    """The passkeys of the own account."""

    offered = fields.Boolean(required=True)
    items = fields.List(fields.Nested(PasskeySchema), required=True)


class SecuritySchema(Schema):
    """What opens the own account besides the password."""

    single_sign_on = fields.Nested(SingleSignOnSchema, required=True)
    second_factor = fields.Nested(SecondFactorSchema, required=True)
    passkeys = fields.Nested(PasskeysSchema, required=True)


class JicaCommonSchema(Schema):
    """JICA団体情報(共通)."""

    name = fields.String(required=True)
    name_en = fields.String(required=True)
    address = fields.String(required=True)
    telephone = fields.String(required=True)
    website = fields.String(required=True)
    activity = fields.String(required=True)


class OrganisationSchema(Schema):
    """What everybody may see of an organisation."""

    organisation_id = fields.String(required=True)
    institution_id = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True)
    category = fields.String(required=True)
    institution_type = fields.String(required=True)
    name = fields.String(required=True)
    name_en = fields.String(required=True)
    address = fields.String(required=True)
    activity = fields.String(required=True)
    listed = fields.Boolean(required=True)
    has_mypage = fields.Boolean(required=True)
    common = fields.Nested(
        JicaCommonSchema,
        allow_none=True,
        metadata={"description": "What all accounts of JICA share; null for others"},
    )


class LeavingSchema(Schema):
    """The answer to the leaving survey."""

    reasons = fields.List(fields.String(), required=True)
    satisfaction = fields.Integer(required=True)
    comment = fields.String(required=True)


class WholeOrganisationSchema(OrganisationSchema):
    """With what only itself and the secretariat may see."""

    account_id = fields.String()
    status = fields.String(metadata={"enum": list(ORGANISATION_STATUSES)})
    review_path = fields.String(metadata={"enum": list(REVIEW_PATHS)})
    version = fields.Integer()
    person_in_charge = fields.String()
    email = fields.String()
    telephone = fields.String()
    requested_at = fields.String(allow_none=True)
    decided_at = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)
    valid_until = fields.String(allow_none=True)
    extension_opens_on = fields.String(allow_none=True)
    extension_open = fields.Boolean()
    confirmation = fields.String(
        allow_none=True,
        metadata={"enum": ["confirmed", "changed", "unanswered", "not-asked", None]},
    )
    confirmation_on = fields.String(allow_none=True)
    answered_on = fields.String(allow_none=True)
    deletion_requested_at = fields.String(allow_none=True)
    deletion_reason = fields.String(allow_none=True)
    deletion_by_mail = fields.Boolean()
    ended_at = fields.String(allow_none=True)
    leaving = fields.Nested(LeavingSchema, allow_none=True)


class JicaOrganisationSchema(Schema):
    """An organisation of JICA."""

    organisation_id = fields.String(required=True)
    institution_id = fields.String(required=True, metadata={"description": "求人機関ID"})
    name = fields.String(required=True)
    name_en = fields.String(required=True)


class JicaOrganisationsSchema(Schema):
    """Organisations of JICA."""

    items = fields.List(fields.Nested(JicaOrganisationSchema), required=True)
    total = fields.Integer(required=True)


class InternalUserSchema(Schema):
    """An internal user as the operator sees them."""

    account_id = fields.String(required=True)
    name = fields.String(required=True)
    login_id = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)
    organisation_id = fields.String(required=True, allow_none=True)
    status = fields.String(required=True)
    counsellor_title = fields.String(required=True, allow_none=True)
    has_mail_address = fields.Boolean(required=True)
    registered_at = fields.String(required=True, allow_none=True)
    last_login_at = fields.String(required=True, allow_none=True)
