from __future__ import annotations

import base64
from typing import Any

import pytest

from services.kernel.eventkit.domain import VISITOR, InvalidInput, NotPermitted
from services.listings.adapters.imports.occupations import read_occupations
from tests.support.rehearsal import Rehearsal, tokyo
from tests.unit.listings.occupations import (
    BALLOON,
    KAKI,
    NORI,
    OPERATOR,
    PILOT,
    ROWS,
    WAKAME,
    classification,
    import_classification,
)
from tests.unit.listings.stage import OWNER, SECRETARIAT, content, drafted, open_stage, published


def _find(stage: Rehearsal, words: str = "", **more: Any) -> list[str]:
    answer = stage.run("find_occupations", {"words": words, **more}, VISITOR)
    return [one["path"] for one in answer["items"]]


def _problems(*rows: str) -> list[tuple[int, str, str]]:
    found = read_occupations(classification(ROWS[0], *rows)).problems
    return [(problem.line, problem.field, problem.code) for problem in found]


def test_blanks_of_the_file_mean_what_stands_above() -> None:
    file = read_occupations(b"\xef\xbb\xbf" + classification())
    assert not file.problems
    assert {one.path: one.examples for one in file.occupations} == {
        NORI: ("のり摘み", "のり養殖の見習い"),
        WAKAME: ("わかめ刈り",),
        KAKI: ("カキ打ち",),
        PILOT: ("港の案内人",),
        BALLOON: ("熱気球パイロット",),
    }


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ((",,,,見習い",), [(2, "大分類", "required")]),
        (("甲,乙,丙,丁",), [(2, "row", "wrong-number-of-columns")]),
        (("甲,乙,,丁,例", ",,,,例二"), [(2, "小分類", "required"), (3, "大分類", "required")]),
        (("甲,乙,丙／丁,戊,例",), [(2, "小分類", "separator-in-name")]),
        (("甲,乙,丙,丁,例", ",,,,例"), [(3, "該当例", "duplicate-in-import")]),
        ((f"甲,乙,丙,{'丁' * 200},例",), [(2, "細分類", "too-long")]),
        ((f"甲,乙,丙,丁,{'例' * 201}",), [(2, "該当例", "too-long")]),
    ],
)
def test_a_row_that_cannot_be_understood_is_refused_by_field_and_rule(
    rows: tuple[str, ...], problems: list[tuple[int, str, str]]
) -> None:
    assert _problems(*rows) == problems


def test_what_is_no_such_file_is_refused_whole() -> None:
    for content_, code in (
        (b"\xff\xfe", "not-utf8"),
        (b"a,b\n", "unknown-columns"),
        (b"", "unknown-columns"),
    ):
        file = read_occupations(content_)
        assert [problem.code for problem in file.problems] == [code]
        assert not file.occupations


def test_the_same_file_again_changes_nothing() -> None:
    stage = open_stage()
    first = import_classification(stage)
    assert first["counts"] == {
        "added": 5,
        "removed": 0,
        "changed": 0,
        "unchanged": 0,
        "refused": 0,
    }
    known = stage.documents("occupations")
    again = import_classification(stage)
    assert again["counts"]["unchanged"] == 5
    assert stage.documents("occupations") == known


def test_a_dry_run_tells_what_would_happen_and_leaves_everything() -> None:
    stage = open_stage()
    answer = import_classification(stage, dry_run=True)
    assert (answer["counts"]["added"], answer["position"]) == (5, 0)
    assert _find(stage) == []


def test_another_edition_replaces_the_one_in_force_less_its_refused_rows() -> None:
    stage = open_stage()
    import_classification(stage)
    changed = [*ROWS[:2], ",,,,のりの学校の先生", *ROWS[3:-1], ",,,,港の案内人"]
    answer = import_classification(stage, classification(*changed))
    assert answer["counts"] == {
        "added": 0,
        "removed": 1,
        "changed": 1,
        "unchanged": 3,
        "refused": 1,
    }
    assert [(one["line"], one["code"]) for one in answer["problems"]] == [
        (7, "duplicate-in-import")
    ]
    assert _find(stage) == ["海の仕事"]


def test_a_file_without_a_good_row_replaces_nothing() -> None:
    stage = open_stage()
    import_classification(stage)
    answer = import_classification(stage, b"nothing\n")
    assert answer["counts"]["removed"] == 0
    assert len(_find(stage)) == 2
    with pytest.raises(InvalidInput):
        stage.run("import_occupations", {"content": "?"}, OPERATOR)


@pytest.mark.parametrize("broken", [',,,"わかめ養殖,わかめ刈り', ",,,わかめ養殖," + "わ" * 200_000])
def test_a_file_that_breaks_off_replaces_nothing(broken: str) -> None:
    stage = open_stage()
    import_classification(stage)
    answer = import_classification(stage, classification(*ROWS[:2], broken, *ROWS[3:]))
    assert answer["counts"]["removed"] == 0
    assert [one["code"] for one in answer["problems"]] == ["not-csv"]
    assert _find(stage, "気球操縦士") == [BALLOON]


def test_only_an_operator_imports_the_classification() -> None:
    stage = open_stage()
    for actor in (OWNER, SECRETARIAT, VISITOR):
        with pytest.raises(NotPermitted):
            stage.run("import_occupations", {"content": ""}, actor)


def test_occupations_are_found_by_words_of_names_and_examples() -> None:
    stage = open_stage()
    import_classification(stage)
    assert _find(stage, "のり養殖") == [NORI]
    assert _find(stage, "養殖")[0] == "海の仕事／養殖"
    assert set(_find(stage, "海藻 養殖")) == {
        "海の仕事／養殖／海藻の養殖",
        NORI,
        WAKAME,
    }
    # half-width letters of an example, and an example that is not the name
    assert _find(stage, "ﾊﾟｲﾛｯﾄ") == [BALLOON]
    assert _find(stage, "港の案内人") == [PILOT]
    assert _find(stage, "宇宙") == []
    told = stage.run("find_occupations", {"words": "のり摘み"}, VISITOR)
    assert told == {"items": [{"path": NORI, "examples": ["のり摘み"]}], "total": 1}


def test_without_words_it_is_one_level_at_a_time() -> None:
    stage = open_stage()
    import_classification(stage)
    assert _find(stage) == ["海の仕事", "空の仕事"]
    assert _find(stage, below="海の仕事") == ["海の仕事／養殖", "海の仕事／水先案内"]
    assert _find(stage, "養殖", below="空の仕事") == []


@pytest.mark.requirement("LI-02")
def test_a_listing_states_occupations_of_any_level_and_is_searched_by_them() -> None:
    stage = open_stage()
    import_classification(stage)
    listing_id = published(stage, occupations=[NORI, "空の仕事／気球", NORI])
    shown = stage.run("get_listing", {"listing_id": listing_id}, VISITOR)
    assert shown["content"]["occupations"] == [NORI, "空の仕事／気球"]
    document = stage.documents("search_documents")[listing_id]
    assert document["occupation_paths"] == [
        "海の仕事",
        "海の仕事／養殖",
        "海の仕事／養殖／海藻の養殖",
        NORI,
        "空の仕事",
        "空の仕事／気球",
    ]


def test_an_occupation_that_is_not_in_the_classification_is_refused_everywhere() -> None:
    stage = open_stage()
    import_classification(stage)
    listing_id = drafted(stage)
    wrong = content(occupations=[NORI, "陸の仕事"])
    for name, payload in (
        ("draft_listing", {"content": wrong, "terms_agreed": True}),
        ("update_listing_draft", {"listing_id": listing_id, "content": wrong}),
        ("check_listing", {"content": wrong}),
        (
            "request_listing_registration",
            {"content": wrong, "terms_agreed": True, "confirmed": True},
        ),
    ):
        with pytest.raises(InvalidInput) as refused:
            stage.run(name, payload, OWNER)
        assert list(refused.value.fields) == ["content.occupations.1"]
    stage.until(tokyo(2024, 5, 10, 16))
    public = published(stage)
    for name in ("draft_listing_amendment", "request_listing_amendment"):
        payload = {"listing_id": public, "content": wrong, "confirmed": True}
        if name.startswith("draft"):
            del payload["confirmed"]
        with pytest.raises(InvalidInput):
            stage.run(name, payload, OWNER)


def test_a_listing_keeps_an_occupation_that_a_later_edition_has_dropped() -> None:
    stage = open_stage()
    import_classification(stage)
    listing_id = drafted(stage, occupations=[BALLOON])
    import_classification(stage, classification(*ROWS[:-1]))
    changed = content(occupations=[BALLOON, NORI], title="気球と海")
    stage.run("update_listing_draft", {"listing_id": listing_id, "content": changed}, OWNER)
    with pytest.raises(InvalidInput):
        drafted(stage, occupations=[BALLOON])


def test_an_imported_row_states_occupations_too() -> None:
    stage = open_stage()
    import_classification(stage)
    row = {k: v for k, v in content().items() if k != "kind"}
    rows = [
        {"line": 2, "source_id": "a", "content": {**row, "occupations": [KAKI]}},
        {"line": 3, "source_id": "b", "content": {**row, "occupations": ["陸の仕事"]}},
    ]
    answer = stage.run(
        "import_listings", {"kind": "job", "source": "elsewhere", "rows": rows}, OWNER
    )
    assert [one["outcome"] for one in answer["items"]] == ["created", "refused"]
    assert answer["items"][1]["fields"] == {
        "occupations.0": [{"code": "unknown-occupation", "params": {}}]
    }


def test_a_column_of_an_import_file_states_occupations() -> None:
    stage = open_stage()
    import_classification(stage)
    table = f"番号,件名,職業分類,開催日\nA-1,のりの教室,{NORI}；{PILOT},2024-06-01\nA-2,教室,,2024-06-01\n"
    encoded = base64.b64encode(table.encode()).decode()
    read = stage.run("read_import_file", {"content": encoded}, OWNER)
    assert read["rows"][0]["content"]["occupations"] == [NORI, PILOT]
    assert "occupations" not in read["rows"][1]["content"]
    command = {"kind": read["kind"], "source": read["source"], "rows": read["rows"]}
    assert stage.run("import_listings", command, OWNER)["counts"]["created"] == 2
