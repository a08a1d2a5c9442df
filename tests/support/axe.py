"""axe-core in a window: what of WCAG 2.2 A and AA and of best practice a page breaks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from tests.support.browser import Window

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
PATIENCE = 120.0
_RUN = """
const [tags, rules, without, done] = arguments;
const only = rules.length
  ? {type: "rule", values: rules}
  : {type: "tag", values: tags};
const off = Object.fromEntries(without.map((rule) => [rule, {enabled: false}]));
axe.run(document, {runOnly: only, rules: off, resultTypes: ["violations"]})
  .then((found) => done(found.violations.map((one) => ({
    rule: one.id,
    places: one.nodes.map((node) => node.target.join(" ") + ": " + node.failureSummary),
  }))))
  .catch((error) => done([{rule: "axe", places: [String(error)]}]));
"""


def violations(window: Window, *rules: str, without: Sequence[str] = ()) -> list[str]:
    """The broken rules of the page shown, each with its places; all rules unless some are named."""
    window.driver.set_script_timeout(PATIENCE)
    if not window.driver.execute_script("return 'axe' in window"):
        window.driver.execute_script(_axe())
    found: list[dict[str, Any]] = window.driver.execute_async_script(
        _RUN, list(TAGS), list(rules), list(without)
    )
    return [f"{one['rule']}: {place}" for one in found for place in one["places"]]


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text()
