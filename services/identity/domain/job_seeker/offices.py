"""Hello Work offices, and which one is responsible for a postal code (ID-40)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from services.kernel.eventkit.domain import FieldProblem, InvalidInput

POSTAL_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Office:
    """One office; `prefecture` is the code of its prefecture, `postal` beginnings of codes."""

    code: str
    name: str
    name_en: str
    prefecture: str
    postal: tuple[str, ...]


class Offices:
    """All offices of the table."""

    def __init__(self, offices: Iterable[Office]) -> None:
        """Raises `ValueError` when two offices share a code or a beginning of postal codes."""
        self.all = tuple(offices)
        self._by_code: dict[str, Office] = {}
        self._by_postal: dict[str, Office] = {}
        for office in self.all:
            if office.code in self._by_code:
                raise ValueError(f"office {office.code} is listed twice")
            self._by_code[office.code] = office
            for beginning in office.postal:
                if beginning in self._by_postal:
                    raise ValueError(f"postal codes {beginning} have two offices")
                self._by_postal[beginning] = office

    def get(self, code: str) -> Office | None:
        """The office with this code."""
        return self._by_code.get(code)

    def require(self, code: str) -> str:
        """The code of an office that exists. Raises `InvalidInput`."""
        if code not in self._by_code:
            raise InvalidInput(fields={"office": (FieldProblem("no-such-office"),)})
        return code

    def of_postal_code(self, digits: str) -> Office | None:
        """The office of a residence: the one with the longest fitting beginning."""
        lengths = range(len(digits), 0, -1)
        fitting = (self._by_postal.get(digits[:length]) for length in lengths)
        return next((office for office in fitting if office is not None), None)


def postal_digits(text: str, field: str = "postal_code") -> str:
    """The seven digits of a postal code, however it is written. Raises `InvalidInput`."""
    plain = unicodedata.normalize("NFKC", text)
    digits = "".join(sign for sign in plain if sign not in "〒-‐‑–—−ー \u3000")
    if len(digits) != POSTAL_DIGITS or not (digits.isascii() and digits.isdecimal()):
        raise InvalidInput(fields={field: (FieldProblem("postal-code-wrong"),)})
    return digits


def office_of_residence(offices: Offices, postal_code: str, field: str) -> Office:
    """The office of a postal code. Raises `InvalidInput`."""
    office = offices.of_postal_code(postal_digits(postal_code, field))
    if office is None:
        raise InvalidInput(fields={field: (FieldProblem("postal-code-unknown"),)})
    return office
