"""What became of the rows of an import: shown on its page, and as a file to keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response
from flask_babel import gettext, lazy_gettext

from gateway.texts import problem_text, refusal_text
from gateway.web.downloads import download
from gateway.web.figure_table import Column, FigureTable
from gateway.web.listing_contents import item_text

OUTCOMES: Mapping[str, Any] = {
    "created": lazy_gettext("新規"),
    "changed": lazy_gettext("変更"),
    "unchanged": lazy_gettext("変更なし"),
    "refused": lazy_gettext("取り込めない行"),
}
Line = tuple[int, str, str, str, str, str]
"""Line, id at the source, outcome, item, reason, id of the listing."""


class Report:
    """What became of the rows so far: counts, each row, and why a run was cut off."""

    def __init__(self, read: Mapping[str, Any]) -> None:
        self.counts = dict.fromkeys(OUTCOMES, 0)
        self.counts["refused"] = len({problem["line"] for problem in read["problems"]})
        self.lines: list[Line] = [
            (one["line"], one["source_id"], "refused", one["field"], problem_text(one), "")
            for one in read["problems"]
        ]
        self.cut_off: str | None = None

    def take(self, answer: Mapping[str, Any]) -> None:
        """Adds the outcomes of one batch."""
        for name, count in answer["counts"].items():
            self.counts[name] = self.counts.get(name, 0) + count
        for item in answer["items"]:
            line, source_id = item["line"], item.get("source_id", "")
            outcome, listing_id = item["outcome"], item.get("listing_id", "")
            reasons = [
                (name, problem_text(problem))
                for name, found in (item.get("fields") or {}).items()
                for problem in found
            ]
            if outcome == "refused" and not reasons:
                reasons = [("", refusal_text(item["code"]))]
            for name, reason in reasons or [("", "")]:
                self.lines.append((line, source_id, outcome, name, reason, listing_id))

    @property
    def rows(self) -> list[tuple[int, str, str]]:
        """The refusals by line."""
        refused = (one for one in self.lines if one[2] == "refused")
        return sorted((line, name, reason) for line, _, _, name, reason, _ in refused)


def report_file(lines: list[Line]) -> Response:
    """Every row with what became of it, as CSV that Excel opens."""
    labels = {
        "line": gettext("行"),
        "source_id": gettext("元の番号"),
        "outcome": gettext("結果"),
        "item": gettext("項目"),
        "reason": gettext("理由"),
        "listing_id": gettext("求人公募情報のID"),
    }
    columns = tuple(
        Column(name, label, "count" if name == "line" else "text") for name, label in labels.items()
    )
    rows = [
        dict(
            zip(labels, (line, source, str(OUTCOMES[made]), item_text(name), why, one), strict=True)
        )
        for line, source, made, name, why, one in sorted(lines)
    ]
    table = FigureTable(gettext("取り込みの結果"), columns, rows, {}, {})
    return download(table, "import_report", "csv")
