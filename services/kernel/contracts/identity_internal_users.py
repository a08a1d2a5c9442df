"""Payloads about internal users: roles, permissions, stopping (ID-87, ID-88)."""

from __future__ import annotations

from services.kernel.contracts.fields import Choice, Items, Payload, Text
from services.kernel.contracts.identity import INTERNAL_ROLES

COUNSELLOR_TITLES = ("shinro-sodan", "career-sodan")
"""進路相談カウンセラー, キャリア相談員 (D-96)."""
CHANGEABLE_ROLES = tuple(role for role in INTERNAL_ROLES if role != "counsellor")


class _OfUser(Payload):
    account_id = Text(most=64, required=True)


class ChangeInternalRoles(_OfUser):
    """ID-87; the counsellor permission has operations of its own."""

    roles = Items(Choice(CHANGEABLE_ROLES), least=1, most=len(CHANGEABLE_ROLES), required=True)


class ChangeInternalOrganisation(_OfUser):
    """Section 1, D-52; none without `organisation_id`."""

    organisation_id = Text(most=64, one_line=True, allow_none=True)


class FindJicaOrganisations(Payload):
    """All of them."""


class FindConsultationStaff(Payload):
    """Who can be given a consultation (ME-43, ME-44), or these accounts, whatever they may now."""

    account_ids = Items(Text(most=64, one_line=True), most=200, allow_none=True)


class StopInternalUser(_OfUser):
    """ID-87."""


class GrantCounsellorPermission(_OfUser):
    """ID-88."""

    title = Choice(COUNSELLOR_TITLES, required=True)


class RevokeCounsellorPermission(_OfUser):
    """ID-88."""
