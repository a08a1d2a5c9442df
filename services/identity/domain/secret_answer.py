"""The secret question and its answer (秘密の質問・答え)."""

from __future__ import annotations

import unicodedata

from services.kernel.eventkit.domain import FieldProblem, InvalidInput


def normalised(answer: str) -> str:
    """The answer in the form it is hashed and compared in: width, case and spaces do not count (D-14)."""
    return "".join(unicodedata.normalize("NFKC", answer).casefold().split())


def require_both(question: str, answer: str) -> None:
    """Question and answer are given together or not at all (ID-04). Raises `InvalidInput`."""
    if question and not normalised(answer):
        raise InvalidInput(fields={"secret_answer": (FieldProblem("required"),)})
    if answer and not question:
        raise InvalidInput(fields={"secret_question": (FieldProblem("required"),)})
