"""Choosing the occupations of a listing: found by words, ticked, without a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext

from gateway.backend import backend
from gateway.web.occupations import occupation_choice
from services.kernel.contracts.listings import OCCUPATION_LENGTH

OCCUPATION_WORDS = "occupation_words"
STEP = "occupations"
"""The button that looks for the words; the form then comes again with what was found."""

_OFFERED_AT_MOST = 30
_CARRIED_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Occupations:
    """Those to tick, and what is told about the search for them."""

    choices: Sequence[tuple[str, str]]
    told: Any = ""


def occupations_of(content: Mapping[str, Any]) -> Occupations:
    """The chosen occupations, and after a search those found; of a new form, those stored."""
    if request.method != "POST":
        chosen = list(content.get("occupations") or ())
        return Occupations([(path, occupation_choice(path, ())) for path in chosen])
    sent = request.form.getlist("content.occupations")[:_CARRIED_AT_MOST]
    choices = {path: occupation_choice(path, ()) for path in sent if len(path) <= OCCUPATION_LENGTH}
    words = " ".join(request.form.get(OCCUPATION_WORDS, "").split())[:200]
    if request.form.get("_step") != STEP or not words.isprintable():
        return Occupations(list(choices.items()))
    if not words:
        return Occupations(list(choices.items()), gettext("探す言葉を入力してください。"))
    asked = {"words": words, "most": _OFFERED_AT_MOST}
    found = backend.call("listings", "find_occupations", asked)
    for one in found["items"]:
        choices.setdefault(one["path"], occupation_choice(one["path"], one["examples"]))
    return Occupations(list(choices.items()), _told(found))


def _told(found: Mapping[str, Any]) -> Any:
    if not found["total"]:
        return gettext("この言葉の職業は見つかりませんでした。別の言葉で探してください。")
    if found["total"] > len(found["items"]):
        return gettext(
            "%(total)s件のうち最初の%(shown)s件です。言葉を足すと絞り込めます。",
            total=found["total"],
            shown=len(found["items"]),
        )
    return gettext("%(total)s件見つかりました。", total=found["total"])
