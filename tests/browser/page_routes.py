"""Every page of the portal from its map of routes, with somebody who may see it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gateway.app import create_app
from gateway.auth.allow import allowed_of
from gateway.settings import Settings
from tests.unit.gateway.fake_services import FakeServices

ROLES = (
    *("visitor", "individual", "organisation", "secretariat", "analyst", "operator"),
    "hello-work",
    "jica-department",
    "mofa",
)
FILE = re.compile(r"\.(rss|ics|xml|csv|zip|json|html|pdf|<any)|/documents/<|/pictures/<")
# Pages that need something in a certain state, or a query.
PATHS = {
    "account.complete": "{opening}",
    "applications.apply": "/listings/{data_number}/apply",
    "applications.fill_in": "/listings/{data_number}/apply/form?{confirmations}",
    "application_documents.attach": "/mypage/applications/{draft_application}/documents",
    "account.completed": "/account/opened/individual",
    "my_registration.edit": "/mypage/profile/career",
    "internal_user.change_roles": "/office/internal-users/{internal_user}/roles",
    "internal_user.change_organisation": "/office/internal-users/{internal_user}/organisation",
    "internal_user.grant": "/office/internal-users/{internal_user}/counsellor",
    "internal_user.revoke": "/office/internal-users/{internal_user}/counsellor/revocation",
    "internal_user.show": "/office/internal-users/{internal_user}",
    "internal_user.stop": "/office/internal-users/{internal_user}/stop",
    "listing_history.difference": "/office/listings/{changed_listing}/history/difference"
    "?earlier=1&later=2",
    "listing_history.history": "/office/listings/{changed_listing}/history",
    "listing_history.own_difference": "/organisation/listings/{changed_listing}/history/difference"
    "?earlier=1&later=2",
    "listing_history.own_history": "/organisation/listings/{changed_listing}/history",
    "listing_history.own_state": "/organisation/listings/{changed_listing}/history/2",
    "listing_history.state": "/office/listings/{changed_listing}/history/2",
    "job_seeker.applied": "/mypage/job-seeker/status/open",
    "my_applications.group_list": "/mypage/applications/all/jobs",
    "jpo.campaign": "/jpo/campaigns/{open_campaign}",
    "jpo_applying.apply": "/jpo/campaigns/{open_campaign}/application",
    "my_jpo.decline": "/mypage/jpo/{jpo_application}/decline",
    "my_jpo.show": "/mypage/jpo/{jpo_application}",
    "office_jpo_candidates.candidates": "/office/jpo/{open_campaign}/candidates",
    "office_jpo_candidates.show": "/office/jpo-candidates/{jpo_application}",
    "office_jpo.announce": "/office/jpo/{draft_campaign}/announcement",
    "office_jpo.show": "/office/jpo/{draft_campaign}",
    "office_listings.show": "/office/listings/{pending_listing}",
    "office_listings_corrections.cancel": "/office/listings/{pending_listing}/cancel",
    "office_listings_corrections.correct": "/office/listings/{pending_listing}/correct",
    "office_job_seekers.show": "/office/job-seekers/{seeker}",
    "office_job_seekers.act": "/office/job-seekers/{seeker}/consultation",
    "people.show": "/organisation/people/{seeker}",
    "scouts.compose": "/organisation/people/{newcomer}/scout",
    "scouts.sent": "/organisation/people/{account_id}/scout/sent",
    "scout_replies.replied": "/mypage/mailbox/{scout_message}/replied",
    "scout_replies.reply": "/mypage/mailbox/{waiting_scout_message}/reply",
    "office_consultation.give_opinion": "/office/consultations/{asked_consultation}/opinion",
    "organisation_listings.begin": "/organisation/listings/new/entry"
    "?terms=agreed&kind=job&language=ja",
    "organisation_listings.language": "/organisation/listings/new/language?terms=agreed",
    "organisation_listings.discard": "/organisation/listings/{draft_listing}/discard",
    "organisation_listings.edit": "/organisation/listings/{draft_listing}/edit",
    "organisation_listings.requested": "/organisation/listings/{pending_listing}/requested",
    "organisation_listings.saved": "/organisation/listings/{draft_listing}/saved",
    "organisation_registration.fill_in": "/organisations/registration/form?kind=full",
    "survey_answers.by_link": "{invitation}",
    "surveys.edit": "/office/surveys/{draft_survey}/edit",
    "content.press_release": "/press/{press_release}",
    "content.show": "/contents/{public_content}",
    "jica_guides.show": "/guides/public-recruitment-procedure",
    "office_contents.edit": "/office/contents/{draft_content}/edit",
    "office_contents.new": "/office/contents/new?kind=jpo-story",
    "office_contents.retire": "/office/contents/{public_content}/retirement",
    "office_contents.show": "/office/contents/{public_content}",
    "press.check": "/office/press/{requested_press_release}",
    "jica_listings.approve": "/organisation/listings/{pending_listing}/approval",
    "surveys.end": "/office/surveys/{survey_id}/close",
    "surveys.report": "/office/surveys/{counted_survey}/report",
    "surveys.schedule": "/office/surveys/{draft_survey}/schedule",
    "surveys.show": "/office/surveys/{counted_survey}",
}
# Routes that only lead to another page.
LEADS_ON = {"office_listings.find", "single_sign_on.begin", "single_sign_on.come_back"}
WHO = {
    "login.choose": "two roles",
    "applications.apply": "taro",
    "applications.fill_in": "taro",
    "jpo_applying.apply": "taro",
    "application_documents.attach": "taro",
    "surveys.report": "analyst",
    "job_seeker.home": "taro",
    "job_seeker.slip": "taro",
    "job_seeker_settings.deactivate": "taro",
    "job_seeker_settings.edit": "taro",
    "job_seeker_settings.publish": "taro",
    "job_seeker_settings.show": "taro",
    "scout_replies.reply": "taro",
    "security.link": "taro",
}


@dataclass(frozen=True)
class PageRoute:
    """A page to visit."""

    endpoint: str
    rule: str
    role: str

    def path(self, known: Mapping[str, str]) -> str:
        """Its address, with things that exist."""
        pattern = PATHS.get(self.endpoint) or re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", self.rule)
        return pattern.format_map(known)


def page_routes(folder: Path) -> list[PageRoute]:
    """All GET routes that answer with a page."""
    settings = Settings(
        environment="local",
        listen_host="127.0.0.1",
        listen_port=8000,
        public_url="https://portal.example",
        amqp_uri="amqp://127.0.0.1/",
        secret="s" * 40,
        spool_dir=folder,
    )
    app = create_app(settings, FakeServices())
    found = []
    for rule in app.url_map.iter_rules():
        allowed = allowed_of(app.view_functions[rule.endpoint])
        assert allowed is not None
        is_page = "GET" in (rule.methods or ()) and not rule.rule.startswith("/api/v1")
        is_other = allowed.technical or rule.endpoint in LEADS_ON or FILE.search(rule.rule)
        if is_page and not is_other:
            roles = {str(role) for role in allowed.roles}
            role = WHO.get(rule.endpoint) or next(one for one in ROLES if one in roles)
            found.append(PageRoute(rule.endpoint, rule.rule, role))
    return sorted(found, key=lambda one: (one.role, one.rule))
