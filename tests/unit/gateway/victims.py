"""What belongs to somebody: one of every thing that has an id, with texts only its owners may read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.identity.domain.kinds import AccountKind
from services.kernel.eventkit.domain import VISITOR, Actor, Facet, Role
from tests.support.rehearsal import as_individual, as_organisation, as_staff, tokyo
from tests.unit.applications.jpo_stage import DECLARED, PROOFS
from tests.unit.applications.stage import PDF, TICKS, base64_of
from tests.unit.gateway.whole_portal import WholePortal
from tests.unit.identity.passkey_cast import registered
from tests.unit.identity.people_cast import COMPLETE
from tests.unit.identity.stage import opening
from tests.unit.listings.stage import content
from tests.unit.reporting.survey_words import SURVEY

MARK = "靐麤"
"""In every text that is nobody else's business."""
AT_MOST = 3
"""Things of one kind that are tried everywhere."""
OTHER_PERSON, OTHER_ORGANISATION = "mallory@other.example", "office@other.example"
OF_ALL = ("organisation-list", "jpo_campaign-")
"""Streams that are nobody's: the public list, made anew when an organisation goes, and the campaigns
that everybody at the MOFA centre runs."""
BEGINS = tokyo(2024, 5, 7, 10)
OFFICE = as_staff()
REQUESTER = as_staff(Role.JICA_DEPARTMENT, "requester")
PNG = b"\x89PNG\r\n\x1a\n"
PROFILE = {
    "postal_code": "160-0022",
    "address": f"東京都新宿区{MARK}1-1",
    "telephone": "03-1111-2222",
    "appeal": f"{MARK}を語る",
}


@dataclass
class Victims:
    """The portal with their things, and all ids by the name under which anything is known."""

    portal: WholePortal = field(default_factory=lambda: WholePortal(BEGINS))
    person: str = ""
    organisation: str = ""
    other_person: str = ""
    other_organisation: dict[str, Any] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)

    def prepare(self) -> None:
        """A full registrant and job seeker who is private, and an organisation with its listings."""
        people = self.portal.identity
        contact = {"person_in_charge": f"{MARK} 担当", "email": "office@victim.example"}
        self.organisation = people.active_organisation(**contact)["organisation_id"]
        self.person = self._individual("hanako@victim.example", f"{MARK} 花子")
        self.portal.carry()
        body, me = self.body(), self.owner()
        listing = self._listings(body)
        self._application(me, body, listing)
        self._mail(me, body, listing)
        seeker = as_individual(self.person, Facet.FULL_REGISTRANT, Facet.JOB_SEEKER)
        saved = {"name": f"{MARK}の仕事", "conditions": {"keyword": MARK}}
        self._ask("listings", "save_search_condition", saved, seeker)
        self._keep(me, listing)
        self._jpo_application(me)
        registered(people, self.person, f"{MARK}の電話")
        self._of_the_office(body)
        self._consultations(me)
        self._texts(body)
        newcomer = people.asked_opening("newcomer@victim.example")
        self.portal.carry()
        self._gather()
        self.ids["token"] = [f"{self.person}.{newcomer.partition('.')[2]}"]
        self.other_person = people.opened(OTHER_PERSON)
        people.full(self.other_person)
        self.other_organisation = people.active_organisation(email=OTHER_ORGANISATION)
        self.portal.carry()
        self.ids["listing"] = [*self.ids["data_number"], *self.ids["listing_id"]]

    def outsider(self, role: Role) -> Actor:
        """Somebody else of this role, who has an account, and an organisation where that is usual."""
        if role is Role.VISITOR:
            return VISITOR
        if role is Role.INDIVIDUAL:
            return as_individual(self.other_person, Facet.FULL_REGISTRANT)
        if role in (Role.ORGANISATION, Role.PARTNER):
            facets = frozenset({Facet.FULL_ORGANISATION})
            other = self.other_organisation
            return Actor(role, other["account_id"], other["organisation_id"], facets)
        if role in (Role.JICA_DEPARTMENT, Role.HR_DIVISION):
            return Actor(role, f"another-{role}", "another-department", frozenset())
        return as_staff(role, f"another-{role}")

    def some(self, name: str) -> list[str]:
        """What the victims have under this name, what they made themselves first."""
        return self.ids.get(name, [])[:AT_MOST]

    def owner(self) -> Actor:
        """The individual."""
        return as_individual(self.person, Facet.FULL_REGISTRANT)

    def body(self) -> Actor:
        """The organisation's person in charge."""
        return as_organisation(self.organisation)

    def position(self) -> int:
        """Grows with everything that happens anywhere."""
        return sum(stage.store.last_position() for stage in self.portal.stages.values())

    def streams(self) -> dict[str, int]:
        """How many commits each stream of the victims holds."""
        secrets = self.portal.identity.secrets
        strange = [
            self.other_person,
            self.other_organisation["account_id"],
            self.other_organisation["organisation_id"],
            secrets.login_key(AccountKind.INDIVIDUAL, OTHER_PERSON),
            secrets.login_key(AccountKind.ORGANISATION, OTHER_ORGANISATION),
            *OF_ALL,
        ]
        held: dict[str, int] = {}
        for service, stage in self.portal.stages.items():
            for commit in stage.store.read_log(0, 1_000_000):
                if not any(one in commit.stream for one in strange):
                    name = f"{service}/{commit.stream}"
                    held[name] = held.get(name, 0) + 1
        return held

    def _ask(self, service: str, operation: str, payload: Mapping[str, Any], actor: Actor) -> Any:
        answer = self.portal.run(service, operation, payload, actor)
        self._note(answer)
        return answer

    def _individual(self, email: str, name: str) -> str:
        people = self.portal.identity
        token = people.asked_opening(email)
        self.portal.carry()
        details = {"name": name, "secret_question": f"{MARK}は何か"}
        answer = self._ask("identity", "complete_opening", opening(token, **details), VISITOR)
        who = str(answer["account_id"])
        basic = {**COMPLETE["basic"], "name": name}
        lives = {**COMPLETE["contact"], "address": f"東京都千代田区{MARK}1-1"}
        me = as_individual(who)
        people.complete(who, basic=basic, contact=lives)
        request = self._ask("identity", "request_full_registration", {}, me)
        checked = {"intention_confirmed": True, "expertise_confirmed": True}
        approval = {"account_id": who, "request_id": request["request_id"], **checked}
        self._ask("identity", "approve_full_registration", approval, OFFICE)
        seeker = {
            "school": "none",
            "agreed_terms": "2024-04",
            "agreed_privacy": "2024-04",
            "information": PROFILE,
        }
        self._ask("identity", "apply_as_job_seeker", seeker, me)
        return who

    def _listings(self, body: Actor) -> str:
        secret = {"content": content(title=f"{MARK}の下書き"), "terms_agreed": True}
        self._ask("listings", "draft_listing", secret, body)
        self._ask("listings", "request_listing_registration", {**secret, "confirmed": True}, body)
        public = {"content": content(), "terms_agreed": True, "confirmed": True}
        listing = self._ask("listings", "request_listing_registration", public, body)["listing_id"]
        approval = {"listing_id": listing, "reflection_on": "2024-05-08"}
        self._ask("listings", "approve_listing", approval, OFFICE)
        self.portal.until(tokyo(2024, 5, 8, 9))
        return str(listing)

    def _application(self, me: Actor, body: Actor, listing: str) -> None:
        application = {
            "listing_id": listing,
            "confirmations": TICKS,
            "applicant_name": f"{MARK} 花子",
            "remarks": f"{MARK}備考",
        }
        made = self._ask("applications", "draft_application", application, me)["application_id"]
        piece = {
            "application_id": made,
            "document_id": "document-of-victim",
            "name": f"{MARK}.pdf",
            "index": 0,
            "last": True,
            "data": base64_of(PDF + MARK.encode()),
        }
        self._ask("applications", "put_document_piece", piece, me)
        self._ask("applications", "submit_application", {"application_id": made}, me)
        status = {"application_id": made, "status": "under-selection", "notify": True}
        self._ask("applications", "change_application_status", status, body)

    def _keep(self, me: Actor, listing: str) -> None:
        self._ask("listings", "add_favourite", {"listing_id": listing}, me)
        search = {"name": MARK, "conditions": {"keyword": MARK}}
        self._ask("listings", "save_search_condition", search, me)

    def _jpo_application(self, me: Actor) -> None:
        centre = as_staff(Role.MOFA, "centre")
        terms = {"opens_on": "2024-05-09", "closes_on": "2024-06-30"}
        created = {"application_year": 2024, "terms": terms}
        campaign = self._ask("listings", "create_jpo_campaign", created, centre)["campaign_id"]
        self._ask("listings", "announce_jpo_campaign", {"campaign_id": campaign}, centre)
        self.portal.until(tokyo(2024, 5, 9, 9))
        for proves in PROOFS:
            piece = {
                "campaign_id": campaign,
                "proves": proves,
                "name": f"{MARK}.pdf",
                "index": 0,
                "last": True,
                "data": base64_of(PDF + MARK.encode()),
            }
            self._ask("applications", "put_jpo_document_piece", piece, me)
        declared = {**DECLARED, "campaign_id": campaign, "remarks": f"{MARK}備考"}
        self._ask("applications", "apply_to_jpo_campaign", declared, me)

    def _mail(self, me: Actor, body: Actor, listing: str) -> None:
        mail = {
            "organisation_id": self.organisation,
            "listing_id": listing,
            "type": "question-on-listing",
            "subject": f"{MARK}の件",
            "body": f"{MARK}の本文",
            "sender_name": f"{MARK} 花子",
        }
        sent = self._ask("messaging", "send_organisation_mail", mail, me)["mail_id"]
        answer = {"mail_id": sent, "subject": f"Re: {MARK}", "body": f"{MARK}への答え"}
        self._ask("messaging", "answer_organisation_mail", answer, body)
        self._ask("identity", "show_profile_to", {"organisation_id": self.organisation}, me)
        scout = {"account_id": self.person, "language": "ja", "body": f"{MARK}への照会"}
        scouted = self._ask("messaging", "send_scout_message", scout, body)["scout_id"]
        reply = {"scout_id": scouted, "body": f"{MARK}からの返信", "disclose_address": True}
        self._ask("messaging", "reply_to_scout_message", reply, me)

    def _of_the_office(self, body: Actor) -> None:
        request = {"purpose": f"{MARK}の候補者", "items": ["name", "email"]}
        asked = self._ask("identity", "request_data_extraction", request, REQUESTER)
        chosen = {"extraction_id": asked["extraction_id"]}
        self._ask("identity", "approve_data_extraction", chosen, OFFICE)
        self._ask("identity", "download_extraction", chosen, REQUESTER)
        told = {"account_id": self.person, "inquiry_id": "inquiry-1", "name": f"{MARK} 花子"}
        self._ask("messaging", "verify_inquiry_identity", told, OFFICE)
        survey = self._ask("reporting", "create_survey", SURVEY, OFFICE)["survey_id"]
        opens, closes = tokyo(2024, 5, 10, 9), tokyo(2024, 5, 20, 18)
        period = {"opens_at": opens.isoformat(), "closes_at": closes.isoformat()}
        self._ask("reporting", "schedule_survey", {"survey_id": survey, **period}, OFFICE)
        self.portal.until(opens)
        self.portal.identity.internal("victim01", name=f"{MARK} 職員")

    def _consultations(self, me: Actor) -> None:
        """A meeting that is set, and a question by mail with a statement on it."""
        people = self.portal.identity
        counsellor = people.internal("victim02", name=f"{MARK} 相談員", roles=["counsellor"])
        asked = {"subject": f"{MARK}の相談", "body": f"{MARK}の悩み", "wishes": f"{MARK}の午後"}
        asking = ("messaging", "request_consultation")
        met = self._ask(*asking, {**asked, "kind": "face-to-face"}, me)["consultation_id"]
        mailed = self._ask(*asking, {**asked, "kind": "mail"}, me)["consultation_id"]
        assigned = {"consultation_id": met, "counsellor_id": counsellor}
        self._ask("messaging", "assign_counsellor", assigned, OFFICE)
        place = {"meets_at": tokyo(2024, 6, 3, 10).isoformat(), "place": f"{MARK}の会議室"}
        self._ask("messaging", "schedule_consultation", {"consultation_id": met, **place}, OFFICE)
        named = {"consultation_id": mailed, "counsellor_ids": [counsellor], "note": f"{MARK}を"}
        self._ask("messaging", "refer_consultation", named, OFFICE)
        said = {"consultation_id": mailed, "body": f"{MARK}の意見"}
        author = as_staff(Role.COUNSELLOR, counsellor)
        self._ask("messaging", "record_consultation_opinion", said, author)

    def _texts(self, body: Actor) -> None:
        text = {"title": f"{MARK}の題", "body": f"{MARK}の本文"}
        draft = {"kind": "article", "audience": "everyone", "version": text}
        self._ask("listings", "draft_content", draft, OFFICE)
        self._ask("listings", "request_press_release", text, body)
        picture = {"content": base64_of(PNG)}
        self._ask("listings", "add_content_picture", picture, OFFICE)

    def _gather(self) -> None:
        """Every id that stands in a document or in a public event, by the name it has there."""
        for stage in self.portal.stages.values():
            self._note([*stage.views.store.values(), [event.data for event in stage.published]])

    def _note(self, found: Any) -> None:
        for name, value in _named(found):
            if name.endswith(("_id", "_number")) and isinstance(value, str) and value:
                known = self.ids.setdefault(name, [])
                if value not in known:
                    known.append(value)


def _named(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name), inner
            yield from _named(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _named(inner)
