"""Whether the profile of a person is shown to an organisation, by everything that is known (ID-44).

Asked of the account itself whenever somebody is about to see a person; an index is never enough.
"""

from __future__ import annotations

from datetime import datetime

from services.identity.domain.account.state import Account
from services.identity.domain.kinds import REGISTERED, Standing
from services.kernel.eventkit.domain.tokyo import tokyo_date


def may_publish(account: Account, now: datetime) -> bool:
    """Full registrants and active job seekers have a profile to publish (D-21, D-31)."""
    if account.standing is Standing.FULL:
        return True
    return account.standing in REGISTERED and account.job_seeker.active_on(tokyo_date(now))


def shown_to(account: Account, organisation_id: str, now: datetime) -> bool:
    """Whether this organisation may see the profile now.

    Never that of a person who is suspended, deceased or has left, whose registration is inactive,
    who is private to this organisation or has blocked it (D-28, D-31, D-33).
    """
    seeker = account.job_seeker
    return (
        may_publish(account, now)
        and seeker.information is not None
        and seeker.publication.admits(organisation_id)
    )
