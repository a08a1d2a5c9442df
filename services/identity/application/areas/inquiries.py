"""Reissue by inquiry: the check of who asks, and the temporary password (ID-67, ID-68, ID-70)."""

from __future__ import annotations

from services.identity.application.areas.area import Area
from services.identity.application.commands import reissue_after_inquiry
from services.identity.application.queries import compare_identity
from services.kernel.contracts import identity_inquiries

INQUIRIES = Area(
    schemas=identity_inquiries,
    commands=(reissue_after_inquiry,),
    queries=(compare_identity,),
)
