"""Terms of use, privacy policy, and what a registration is (ID-29, GW-04)."""

from __future__ import annotations

from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import ANYONE, allow
from gateway.web.page import MenuEntry, Pages, page

pages = Pages(
    "account_texts",
    menu=(
        MenuEntry("footer", lazy_gettext("個人登録制度について"), "account_texts.registration", 10),
        MenuEntry("footer", lazy_gettext("利用規約"), "account_texts.terms", 80),
        MenuEntry("footer", lazy_gettext("プライバシーポリシー"), "account_texts.privacy", 81),
    ),
)


@pages.get("/terms")
@allow(ANYONE)
def terms() -> Response:
    """利用規約."""
    return page("account/terms.html")


@pages.get("/privacy")
@allow(ANYONE)
def privacy() -> Response:
    """プライバシーポリシー."""
    return page("account/privacy.html")


@pages.get("/about/registration")
@allow(ANYONE)
def registration() -> Response:
    """個人登録制度について: the two statuses of individuals (GW-04)."""
    return page("account/registration.html")


@pages.get("/faq/login")
@allow(ANYONE)
def login_questions() -> Response:
    """よくある質問 on login errors (ID-58)."""
    return page("login/questions.html")
