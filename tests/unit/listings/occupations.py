"""A small classification of our own making."""

from __future__ import annotations

import base64
from typing import Any

from services.kernel.eventkit.domain import Actor, Role
from tests.support.rehearsal import Rehearsal

OPERATOR = Actor(Role.OPERATOR, "operator")

ROWS = (
    "大分類,中分類,小分類,細分類,該当例",
    "海の仕事,養殖,海藻の養殖,のり養殖,のり摘み",
    ",,,,のり養殖の見習い",
    ",,,わかめ養殖,わかめ刈り",
    ",,貝の養殖,かき養殖,カキ打ち",
    ",水先案内,水先案内,水先人,港の案内人",
    "空の仕事,気球,気球の操縦,気球操縦士,熱気球パイロット",
)
NORI = "海の仕事／養殖／海藻の養殖／のり養殖"
WAKAME = "海の仕事／養殖／海藻の養殖／わかめ養殖"
KAKI = "海の仕事／養殖／貝の養殖／かき養殖"
PILOT = "海の仕事／水先案内／水先案内／水先人"
BALLOON = "空の仕事／気球／気球の操縦／気球操縦士"


def classification(*rows: str) -> bytes:
    """A file in the form of the site of Hello Work."""
    return ("\n".join(rows or ROWS) + "\n").encode()


def import_classification(stage: Rehearsal, content: bytes = b"", **more: Any) -> Any:
    """Imports a file, the small one without another."""
    encoded = base64.b64encode(content or classification()).decode()
    return stage.run("import_occupations", {"content": encoded, **more}, OPERATOR)
