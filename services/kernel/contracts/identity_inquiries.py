"""Payloads about reissue by inquiry (ID-67, ID-68, ID-70)."""

from __future__ import annotations

from services.kernel.contracts.fields import Payload, Text

_TYPED = 256


class Told(Payload):
    """What an inquirer says of themselves: a person five items, an organisation three."""

    name = Text(most=100, one_line=True)
    birth_on = Text(most=10, one_line=True)
    email = Text(most=_TYPED, one_line=True)
    address = Text(most=300)
    telephone = Text(most=40, one_line=True)
    institution_id = Text(most=20, one_line=True)
    person_in_charge = Text(most=100, one_line=True)


class CompareIdentity(Told):
    """Of one account or one organisation; asked by messaging."""

    account_id = Text(most=64, allow_none=True)
    organisation_id = Text(most=64, allow_none=True)


class ReissueAfterInquiry(Payload):
    """The check that identified the inquirer; a new address becomes the login ID."""

    check_id = Text(most=64, required=True)
    new_email = Text(most=_TYPED, exact=True, one_line=True)
