"""Job seekers of the demo: the application, the information, and whom it is shown to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deploy.local.demo.stage import Stage

AGREED = {"agreed_terms": "terms_version", "agreed_privacy": "privacy_version"}


def become_seeker(
    stage: Stage, seeker: Mapping[str, Any], actor: Mapping[str, Any], step: str
) -> None:
    """Makes `actor` a job seeker with a public profile; `office` makes a Hello Work user."""
    texts = stage.ask("identity", "get_agreement", {}, actor, step)
    information = seeker["information"]
    application = {
        "school": "none",
        "information": information,
        **{agreed: texts[version] for agreed, version in AGREED.items()},
    }
    stage.ask("identity", "apply_as_job_seeker", application, actor, step)
    if "office" in seeker:
        used = {"account_id": actor["id"], "office": seeker["office"]}
        counter = {"id": "demo", "role": "hello-work"}
        stage.ask("identity", "record_office_use", used, counter, step)
    stage.ask("identity", "publish_profile", {"public": True}, actor, step)
