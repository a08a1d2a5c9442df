"""What others still see of somebody who has left."""

from __future__ import annotations

import pytest

from services.kernel.contracts.rpc import Refused
from tests.e2e.leaving_cast import SCOUT_TEXT, Institution, Leaver
from tests.support.erasure_scan import INTERNAL
from tests.support.portal import LocalPortal


def check_what_the_organisation_keeps(leaver: Leaver, institution: Institution) -> None:
    """Application, mail and scout mail, without the person and all that the person wrote."""
    api = institution.api
    application = institution.application(leaver.application_id)
    assert (application["status"], application["finished"]) == ("declined", True)
    parts = ("applicant_name", "remarks", "motivation", "documents")
    assert [application[part] for part in parts] == [None, "", "", []]
    listed = api.get(f"/listings/{application['listing']['listing_id']}/applications")["items"]
    entry = next(one for one in listed if one["application_id"] == leaver.application_id)
    assert (entry["applicant_name"], entry["status"]) == (None, "declined")
    mail = api.get(f"/organisation-mails/{leaver.mail_id}")
    assert [one["author"] for one in mail["messages"]] == ["organisation"]
    assert mail["messages"][0]["text"] == "面接は来月です。"
    scouted = api.get(f"/scout-messages/{leaver.scout_id}")
    assert (scouted["text"], scouted["left"]) == (SCOUT_TEXT, True)
    assert (scouted["reply"]["text"], scouted["reply"]["reply_address"]) == (None, None)
    answers = f"/organisation-mails/{leaver.mail_id}/answers"
    refused = api.ask("POST", answers, json={"subject": "再送", "body": "ご返事を"})
    assert refused.json()["code"] == "correspondent-has-left"


def check_that_no_mail_can_go_out(portal: LocalPortal, leaver: Leaver, *, mails: int) -> None:
    """Nobody tells the address any more, and none has gone out since."""
    question = {"account_id": leaver.account_id, "purpose": "application-status"}
    with pytest.raises(Refused) as refused:
        portal.ask("identity", "get_mail_details", question, INTERNAL)
    assert refused.value.kind == "not-found"
    assert len(portal.mails_now(leaver.email)) == mails
