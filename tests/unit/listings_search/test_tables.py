from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from services.kernel.japanese.tables import DATA, TableFault, read_tables


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("old_forms.txt", "國国国"),
        ("english.txt", "[spelling]\ncentre"),
        ("english.txt", "[unheard of]\na b"),
        ("names.txt", "南スーダン"),
        ("user_dictionary.csv", "上下水道,ジョウゲスイドウ"),
        ("user_dictionary.csv", "上下水道,ジョウゲスイドウ,,上下/水"),
        ("synonyms.txt", "一つだけ"),
        ("places.txt", "a | b > c"),
    ],
)
def test_a_fault_in_a_table_names_file_and_line(tables: Path, name: str, line: str) -> None:
    path = tables / name
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    number = len(f"{before}\n{line}".splitlines())
    with pytest.raises(TableFault, match=f"{name}, line {number}: "):
        read_tables(tables)


def test_changed_synonyms_need_no_new_index_but_a_changed_dictionary_does(tables: Path) -> None:
    before = read_tables(tables).fingerprint
    with (tables / "synonyms.txt").open("a", encoding="utf-8") as file:
        file.write("甲 | 乙\n")
    assert read_tables(tables).fingerprint == before
    with (tables / "user_dictionary.csv").open("a", encoding="utf-8") as file:
        file.write("地上水道,チジョウスイドウ,,地上/水道\n")
    assert read_tables(tables).fingerprint != before
