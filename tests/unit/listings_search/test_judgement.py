from __future__ import annotations

import json
from pathlib import Path

import pytest

from deploy.ops.judge import judge, main

OWN = Path(__file__).parent / "own_judged.json"
SECOND = Path(__file__).parent / "second_judged.json"


def test_the_own_judged_queries_are_answered() -> None:
    """At the first look, before anything was changed for them: recall 0.9894, forbidden 1."""
    judgement = judge(json.loads(OWN.read_text(encoding="utf-8")))
    assert judgement.recall >= 0.9894
    assert judgement.forbidden <= 1


def test_the_second_set_of_judged_queries_is_answered() -> None:
    """At the first look: recall 1.0, forbidden 0. Nothing was changed for them."""
    judgement = judge(json.loads(SECOND.read_text(encoding="utf-8")))
    assert len(judgement.verdicts) == 60
    assert judgement.recall >= 0.98
    assert judgement.forbidden == 0


def _file(tmp_path: Path, **query: object) -> str:
    content = {
        "documents": [
            {"id": "a", "title": "京都の学校", "org": "学園", "body": "", "up": 1},
            {"id": "b", "title": "東京都の学校", "org": "学園", "body": "京都", "up": 2},
        ],
        "queries": [query],
    }
    path = tmp_path / "judged.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return str(path)


def test_the_report_names_what_was_missed_and_what_is_forbidden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(tmp_path, query="東京", expected=["a", "b"], never=["b"])
    assert main([path]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "東京: missed a, forbidden b",
        "recall 0.5000 forbidden 1",
    ]


def test_a_document_before_an_expected_one_is_forbidden(tmp_path: Path) -> None:
    path = _file(tmp_path, query="京都", expected=["b"], forbidden_before_expected=["a"])
    assert judge(json.loads(Path(path).read_text(encoding="utf-8"))).forbidden == 1


def test_looser_matches_do_not_count(tmp_path: Path) -> None:
    path = _file(tmp_path, query="京都の学", expected=["a"])
    assert judge(json.loads(Path(path).read_text(encoding="utf-8"))).recall == 0.0


@pytest.mark.parametrize("content", ["{", "{}", '{"documents": [{}], "queries": []}', "[]"])
def test_a_file_of_another_form_is_refused_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    path = tmp_path / "judged.json"
    path.write_text(content)
    assert main([str(path)]) == 2
    assert str(path) in capsys.readouterr().out


def test_a_missing_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["/nowhere/judged.json"]) == 2
    assert "cannot be read" in capsys.readouterr().out
