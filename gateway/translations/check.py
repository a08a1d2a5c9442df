"""Whether every text exists in both languages: `python -m gateway.translations.check`."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from gateway.translations import LANGUAGES, catalogue, parts

GATEWAY = Path(__file__).parents[1]
SERVICES = GATEWAY.parent / "services"
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
_PLACE = re.compile(r"%\((\w+)\)s")
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def labels() -> set[str]:
    """The Japanese texts in the gateway's code and templates."""
    found: set[str] = set()
    for _, _, message, _, _ in extract_from_dir(
        GATEWAY,
        method_map=[("**.py", "python"), ("templates/**.html", "jinja2")],
        options_map={"templates/**.html": {"silent": "false"}},
        keywords=KEYWORDS,
    ):
        found |= {message} if isinstance(message, str) else {message[0]}
    return {text for text in found if text}


def refusal_codes() -> set[str]:
    """The codes of all refusals of the services and of the gateway itself."""
    from gateway.web.errors import CODE_OF_STATUS

    own = {
        "refused",
        "unexpected",
        "service-away",
        "answer-late",
        "session-ended",
        "password-change-required",
        "scope-missing",
        "stale-form",
    }
    return own | set(CODE_OF_STATUS.values()) | set(_codes_of_classes())


def _codes_of_classes() -> Iterator[str]:
    for tree in _trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.ClassDef):
                continue
            for line in node.body:
                target = line.targets[0] if isinstance(line, ast.Assign) else None
                target = line.target if isinstance(line, ast.AnnAssign) else target
                if (
                    isinstance(target, ast.Name)
                    and target.id == "code"
                    and isinstance(line, (ast.Assign, ast.AnnAssign))
                    and isinstance(line.value, ast.Constant)
                    and isinstance(line.value.value, str)
                ):
                    yield line.value.value


def problem_codes() -> set[str]:
    """The codes of all field problems: of contract fields, schemas and rules of the services."""
    found = {"invalid", "required", "unknown-field", "invalid-date", "too-large", "malformed"}
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else ""
                name = node.func.attr if isinstance(node.func, ast.Attribute) else name
                if name in ("FieldProblem", "ValidationError") and node.args:
                    found |= set(_code_of(node.args[0]))
                for keyword in node.keywords:
                    if keyword.arg == "error":
                        found |= set(_code_of(keyword.value))
    return found


def _code_of(node: ast.expr) -> Iterator[str]:
    text = None
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        text = str(node.values[0].value)
    code = (text or "").partition("|")[0]
    if _KEBAB.fullmatch(code):
        yield code


def _trees() -> Iterator[ast.Module]:
    for path in sorted(SERVICES.rglob("*.py")):
        yield ast.parse(path.read_text(encoding="utf-8"))


def faults() -> list[str]:
    """What is missing or does not fit, one line each."""
    ja, en = catalogue("ja"), catalogue("en")
    keyed = {f"code.{code}" for code in refusal_codes()}
    keyed |= {f"field.{code}" for code in problem_codes()}
    found = [f"en: no text for {text!r}" for text in sorted(labels()) if not _has(en, text)]
    for language, book in (("ja", ja), ("en", en)):
        found += [f"{language}: no text for {key}" for key in sorted(keyed) if not _has(book, key)]
    for message in en:
        key = message.id
        if not isinstance(key, str) or not key or not message.string:
            continue
        other = ja.get(key)
        source = str(other.string) if other is not None and other.string else key
        if set(_PLACE.findall(source)) != set(_PLACE.findall(str(message.string))):
            found.append(f"en: other placeholders than the Japanese in {key!r}")
    return found + [fault for language in LANGUAGES for fault in _contradictions(language)]


def _contradictions(language: str) -> Iterator[str]:
    whole = catalogue(language)
    for area, part in parts(language):
        for message in part:
            first = whole.get(message.id) if message.id else None
            if first is not None and message.string and first.string != message.string:
                yield f"{language}/{area}.po: {message.id!r} is already {first.string!r}"


def _has(book: Catalog, key: str) -> bool:
    message = book.get(key)
    return message is not None and bool(message.string)


def main() -> int:
    """Prints the faults; 1 when there are any."""
    found = faults()
    for line in found:
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"translations: {len(found)} missing\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
