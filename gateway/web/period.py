"""The period of a figure as a page's visitor asks for it, by two dates in the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext

from gateway.texts import problem_text, refusal_text
from services.kernel.contracts.rpc import Refused

USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Quick:
    """A period that is one click away."""

    label: str
    url: str
    current: bool


class AskedPeriod:
    """`from` and `to` of the address, both included; the last thirty days when left out."""

    def __init__(self) -> None:
        self.today: date = current_app.extensions["clock"].today()
        self.problems: dict[str, list[str]] = {}
        last = self._day("to")
        first = self._day("from")
        self.last = last or max(self.today, first or self.today)
        usual = max(self.last.toordinal() - USUAL_DAYS + 1, 1)
        self.first = first or date.fromordinal(usual)

    @property
    def ok(self) -> bool:
        """Whether figures can be asked for."""
        return not self.problems

    @property
    def payload(self) -> dict[str, str]:
        """The period as the figures' operations take it."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}

    @property
    def before(self) -> dict[str, str] | None:
        """The period of the same length before this one; None where there cannot be one."""
        length = self.last - self.first
        try:
            last = self.first - timedelta(days=1)
            first = last - length
        except OverflowError:
            return None
        if length.days < 0:
            return None
        return {"from": first.isoformat(), "to": last.isoformat()}

    def typed(self, name: str) -> str:
        """What stands in the field `from` or `to`: what was typed, or the day meant."""
        found = request.args.get(name, "").strip()
        return found or self.payload[name]

    def refuse(self, refused: Refused) -> None:
        """Takes over a refusal of the figures' service; raises it when it is not about dates."""
        if refused.kind != "invalid":
            raise refused
        for name, problems in refused.fields.items():
            where = name if name in ("from", "to") else "form"
            self.problems.setdefault(where, []).extend(problem_text(one) for one in problems)
        if not refused.fields:
            self.problems.setdefault("to", []).append(refusal_text(refused.code, refused.params))

    def summary(self) -> list[tuple[str | None, str]]:
        """Every problem as (element id, sentence)."""
        ids = {"from": "period-from", "to": "period-to"}
        return [(ids.get(name), text) for name, texts in self.problems.items() for text in texts]

    def quick(self) -> list[Quick]:
        """Periods that are asked for often; the fiscal year begins in April."""
        year = self.today.year - (self.today.month < 4)
        choices = [
            (gettext("直近7日間"), self.today - timedelta(days=6), self.today),
            (gettext("直近30日間"), self.today - timedelta(days=29), self.today),
            (gettext("直近90日間"), self.today - timedelta(days=89), self.today),
            (gettext("今年度"), date(year, 4, 1), self.today),
            (gettext("前年度"), date(year - 1, 4, 1), date(year, 3, 31)),
        ]
        return [
            Quick(label, self.url(first, last), (first, last) == (self.first, self.last))
            for label, first, last in choices
        ]

    def url(self, first: date, last: date) -> str:
        """This page with another period."""
        values: dict[str, Any] = {**(request.view_args or {}), **request.args.to_dict(flat=False)}
        values |= {"from": first.isoformat(), "to": last.isoformat()}
        values.pop("page", None)
        return url_for(request.endpoint or "", **values)

    def _day(self, name: str) -> date | None:
        text = request.args.get(name, "").strip().replace("/", "-")
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.problems[name] = [problem_text({"code": "invalid-date"})]
            return None
