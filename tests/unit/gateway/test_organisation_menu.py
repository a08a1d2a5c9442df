"""求人機関メニュー: the tree of GW-40 and what the page of the organisation adds to it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.fake_services import FakeServices

TREE = [
    (
        "求人公募情報管理",
        [
            "登録・一時保存",
            "修正・一時保存",
            "登録/修正依頼中の求人公募情報",
            "アクセス数閲覧",
            "取り下げ",
        ],
    ),
    ("応募管理", ["求人公募情報の応募状況確認"]),
    ("求職者照会メール利用履歴及び返信の参照", []),
    ("アカウント情報", ["登録情報確認", "パスワード変更"]),
    ("退会", []),
]
ADDED = ["求人公募情報検索", "求職者情報検索・求職者照会メール送付"]


def panels(text: str) -> list[tuple[str, list[str]]]:
    """The groups of the page with their entries; a group that is a page itself has none."""
    found = []
    for panel in re.findall(r'<section class="panel".*?</section>', text, re.S):
        head = re.search(r"<h2[^>]*>(.*?)</h2>", panel, re.S)
        assert head is not None
        entries = re.findall(r"<li><a[^>]*>(.*?)</a></li>", panel)
        found.append((_plain(head[1]), [_plain(one) for one in entries]))
    return found


def _plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def shown(client: FlaskClient, services: FakeServices, *facets: str) -> str:
    services.sign_in("organisation", organisation_id="org-1", facets=list(facets))
    client.set_cookie("session", "token")
    return client.get("/organisation").text


@pytest.mark.requirement("GW-40")
def test_the_menu_is_the_tree_of_the_help_in_its_order(
    client: FlaskClient, services: FakeServices
) -> None:
    found = panels(shown(client, services, "full-organisation"))
    assert found[: len(TREE)] == TREE
    assert found[len(TREE)] == ("検索", ADDED)
    entries = [one for _, listed in found[len(TREE) + 1 :] for one in listed]
    assert entries == [
        "個人からのメール",
        "プレスリリースの掲載依頼",
        "アンケート",
        "ファイルからの取り込み",
        "セキュリティ設定",
    ]


@pytest.mark.requirement("GW-40")
def test_the_side_menu_has_the_same_order(client: FlaskClient, services: FakeServices) -> None:
    side = shown(client, services, "full-organisation").split('<nav class="side"')[1]
    side = side.split("</nav>")[0]
    labels = [_plain(one) for one in re.findall(r"<a [^>]*>(.*?)</a>", side)]
    tree = [one for group, listed in TREE for one in listed or [group]]
    assert [one for one in labels if one in (*tree, *ADDED)] == [*tree, *ADDED]


def test_a_simple_organisation_is_not_led_to_what_it_may_not_do(
    client: FlaskClient, services: FakeServices
) -> None:
    text = shown(client, services)
    assert "求職者照会メール" not in text
    assert services.called("messaging.find_scout_messages") == []


@pytest.mark.requirement("LI-43")
@pytest.mark.parametrize("role", ["jica-department", "hr-division"])
def test_a_department_without_organisation_is_told_what_to_do(
    client: FlaskClient, services: FakeServices, role: str
) -> None:
    services.sign_in(role)
    client.set_cookie("session", "token")
    home = client.get("/organisation")
    assert home.status_code == 200
    assert "システム運用担当にご依頼ください" in home.text
    for path in ("listings", "listings/pending", "listings/amendments", "applications", "mails"):
        refused = client.get(f"/organisation/{path}")
        assert refused.status_code == 403
        assert "掲載するJICAの団体が決められていません" in refused.text
        assert "システム運用担当にお知らせください" in refused.text
    english = client.get("/organisation/listings?lang=en").text
    assert "Tell the system operator the following." in english
    services.sign_in(role, organisation_id="org-1")
    services.answer("listings.find_listing_drafts", {"items": [], "total": 0})
    assert client.get("/organisation/listings").status_code == 200
