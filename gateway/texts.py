"""The texts of refusals and field problems, by code, in the language of the request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway.language import current_language
from gateway.translations import translations


def _text(message_id: str, params: Mapping[str, Any], otherwise: str) -> str:
    found = str(translations(current_language()).gettext(message_id))
    if found == message_id:
        found = str(translations(current_language()).gettext(otherwise))
    try:
        return found % dict(params)
    except (KeyError, ValueError, TypeError):
        # A parameter the service did not send: the sentence with gaps is better than none.
        return found % _Gaps(params)


class _Gaps(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"


def refusal_text(code: str, params: Mapping[str, Any] | None = None) -> str:
    """The sentence for a refusal's code."""
    return _text(f"code.{code}", params or {}, "code.refused")


def problem_text(problem: Mapping[str, Any]) -> str:
    """The sentence for one field problem `{code, params}`."""
    return _text(f"field.{problem.get('code')}", problem.get("params") or {}, "field.invalid")
