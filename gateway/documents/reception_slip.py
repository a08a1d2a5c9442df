"""The reception slip (ハローワーク受付票) as a PDF with its two-dimensional code (ID-47)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from gateway.documents.two_dimensional_code import two_dimensional_code

FONT = Path(__file__).parent / "fonts" / "ipaexg.ttf"
_FAMILY = "IPAexGothic"
_MARGIN, _CODE_WIDTH = 20.0, 50.0
_LABEL_WIDTH, _LINE = 55.0, 9.0


def reception_slip(
    title: str,
    number: str,
    facts: Sequence[tuple[str, str]],
    note: str,
    made_at: datetime,
    language: str,
) -> bytes:
    """One page A4; the code on it holds the job-seeker number and nothing else."""
    pdf = FPDF(format="A4")
    pdf.set_lang(language)
    pdf.set_title(title)
    pdf.set_creation_date(made_at)
    pdf.add_font(_FAMILY, fname=FONT)
    pdf.set_margins(_MARGIN, _MARGIN)
    pdf.add_page()
    pdf.set_font(_FAMILY, size=20)
    pdf.cell(0, 14, title, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    top = pdf.get_y() + 4
    _draw(pdf, number, top)
    pdf.set_y(top + _CODE_WIDTH + 6)
    pdf.set_font(_FAMILY, size=12)
    for label, value in facts:
        pdf.cell(_LABEL_WIDTH, _LINE, label)
        pdf.multi_cell(0, _LINE, value, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(4)
    pdf.set_font(_FAMILY, size=10)
    pdf.multi_cell(0, 6, note)
    return bytes(pdf.output())


def _draw(pdf: FPDF, number: str, top: float) -> None:
    code = two_dimensional_code(number)
    side = _CODE_WIDTH / code.size
    pdf.set_fill_color(0, 0, 0)
    for x, y in code.dark:
        pdf.rect(_MARGIN + x * side, top + y * side, side, side, style="F")
