from __future__ import annotations

import base64
from typing import Any

import pytest

from services.kernel.eventkit.domain import InvalidInput, NotFound, Refusal, Role
from tests.support.rehearsal import Rehearsal, as_staff
from tests.unit.listings.stage import OWNER, SECRETARIAT, STRANGER, open_stage

TABLE = "番号,件名,独自の列,開催日\nA-1,日本語教室,初級の教室,2024-06-01\n"


def _read(stage: Rehearsal, text: str = TABLE, actor: Any = OWNER, **more: Any) -> Any:
    content = base64.b64encode(text.encode()).decode()
    return stage.run("read_import_file", {"content": content, **more}, actor)


def _mapped(read: Any, **fields: str) -> dict[str, Any]:
    others = [one for one in read["mapping"]["columns"] if one["column"] not in fields]
    columns = [{"column": name, "field": field} for name, field in fields.items()]
    return {**read["mapping"], "columns": others + columns}


def _remember(stage: Rehearsal, read: Any, mapping: Any, actor: Any = OWNER, **more: Any) -> Any:
    payload = {"shape": read["shape"], "mapping": mapping, **more}
    return stage.run("remember_import_mapping", payload, actor)


def test_a_file_tells_its_columns_with_examples_and_what_they_were_taken_for() -> None:
    read = _read(open_stage())
    assert [one["name"] for one in read["columns"]] == ["番号", "件名", "独自の列", "開催日"]
    assert read["columns"][1]["examples"] == ["日本語教室"]
    assert {one["column"]: one["field"] for one in read["mapping"]["columns"]} == {
        "番号": "source_id",
        "件名": "title",
        "開催日": "work_start_on",
    }
    assert read["rows"][0]["content"]["description"] == "日本語教室"


def test_a_mapping_is_used_and_remembered_per_organisation_and_shape() -> None:
    stage = open_stage()
    read = _read(stage)
    mapping = _mapped(read, 独自の列="description")
    tried = _read(stage, mapping=mapping)
    assert tried["rows"][0]["content"]["description"] == "初級の教室"
    assert _read(stage)["mapping"] == read["mapping"]
    _remember(stage, read, mapping)
    assert _read(stage)["mapping"] == mapping
    assert _read(stage, actor=STRANGER)["mapping"] == read["mapping"]
    assert _read(stage, TABLE.replace("独自", "別"))["shape"] != read["shape"]
    for_owner = _read(stage, actor=SECRETARIAT, organisation_id="org-1")
    assert for_owner["mapping"] == mapping
    assert _read(stage, actor=SECRETARIAT)["mapping"] == read["mapping"]


def test_the_same_mapping_again_changes_nothing_and_another_takes_its_place() -> None:
    stage = open_stage()
    read = _read(stage)
    _remember(stage, read, read["mapping"])
    _remember(stage, read, read["mapping"])
    assert len(stage.events()) == 1
    other = _mapped(read, 独自の列="conditions")
    _remember(stage, read, other)
    assert _read(stage)["mapping"] == other
    assert stage.published == []


def test_mapped_rows_are_imported_and_change_nothing_the_second_time() -> None:
    stage = open_stage()
    read = _read(stage)
    command = {"kind": read["kind"], "source": read["source"], "rows": read["rows"]}
    first = stage.run("import_listings", command, OWNER)
    assert first["counts"]["created"] == 1
    before = len(stage.events())
    again = _read(stage)
    command = {"kind": again["kind"], "source": again["source"], "rows": again["rows"]}
    assert stage.run("import_listings", command, OWNER)["counts"]["unchanged"] == 1
    assert len(stage.events()) == before


def test_rows_of_linked_data_are_imported_by_the_kind_they_name() -> None:
    stage = open_stage()
    text = """[{"@context": "https://schema.org", "@type": "JobPosting", "identifier": "1",
      "title": "専門家", "datePosted": "2024-05-01"},
      {"@type": "Event", "identifier": "2", "name": "教室", "startDate": "2024-06-01"}]"""
    read = _read(stage, text)
    command = {"kind": read["kind"], "source": read["source"], "rows": read["rows"]}
    assert stage.run("import_listings", command, OWNER)["counts"]["created"] == 2
    kinds = [document["kind"] for document in stage.documents("listings").values()]
    assert sorted(kinds) == ["job", "training"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "nothing"}, "mapping.kind"),
        ({"columns": []}, "mapping.columns"),
        ({"columns": [{"column": "件名", "field": "salary"}]}, "mapping.columns.0.field"),
        ({"defaults": [{"field": "title", "text": "x"}]}, "mapping.defaults.0.field"),
        ({"source": ""}, "mapping.source"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused_by_field(changes: dict[str, Any], field: str) -> None:
    stage = open_stage()
    read = _read(stage)
    with pytest.raises(InvalidInput) as refused:
        _remember(stage, read, {**read["mapping"], **changes})
    assert list(refused.value.fields) == [field]


def test_nobody_remembers_for_another_organisation() -> None:
    stage = open_stage()
    read = _read(stage)
    with pytest.raises(NotFound):
        _remember(stage, read, read["mapping"], organisation_id="org-2")
    with pytest.raises(NotFound):
        _read(stage, organisation_id="org-2")
    with pytest.raises(Refusal) as refused:
        _remember(stage, read, read["mapping"], as_staff(Role.OPERATOR), organisation_id="org-9")
    assert refused.value.code == "organisation-not-registered"
