"""The organisation is told by e-mail what became of its press release (LI-70)."""

from __future__ import annotations

import pytest

from tests.unit.messaging.stage import Stage

RELEASE = {
    "press_release_id": "press-1",
    "organisation_id": "org-1",
    "title": "新しい研修を始めます",
}


@pytest.mark.requirement("LI-70")
@pytest.mark.parametrize(
    ("kind", "contents"),
    [
        ("PressReleasePublished", ["新しい研修を始めます", "プレスルームに掲載しました"]),
        ("PressReleaseReturned", ["新しい研修を始めます", "開催日を書いてください"]),
    ],
)
def test_the_organisation_is_told_the_result_by_mail(kind: str, contents: list[str]) -> None:
    stage = Stage()
    stage.neighbours.answers["listings", "get_press_release_for_mail"] = lambda question: {
        "reason": "開催日を書いてください"
    }
    stage.hear("listings", kind, "press-1", RELEASE)
    stage.deliver()
    sent = stage.transport.sent[-1]
    assert sent.address == "body@org.example"
    for part in contents:
        assert part in sent.letter.text
