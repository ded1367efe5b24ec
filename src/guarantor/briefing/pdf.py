"""A brief as PDF, by WeasyPrint (extra ``pdf``): notes at the foot of the page, tagged, the marking on each page."""

from __future__ import annotations

from importlib.resources import files

from guarantor.briefing.page import footnoted
from guarantor.briefing.parts import Body


class PdfError(ValueError):
    """PDF cannot be made here; the message says what to install."""


def pdf(brief: Body) -> bytes:
    """The PDF's bytes (PDF/UA-1); raises :class:`PdfError` where WeasyPrint or what it needs is not installed."""
    try:
        from weasyprint import CSS, HTML
    except (ImportError, OSError) as error:
        raise PdfError("PDF needs WeasyPrint: pip install 'guarantor[pdf]' (and Pango, libpango-1.0-0)") from error
    sheet = files("guarantor.briefing").joinpath("data", "print.css").read_text(encoding="utf-8")
    marking = f'@page {{ @top-right {{ content: "{brief.marking}" }} @bottom-left {{ content: "{brief.marking}" }} }}'
    page = HTML(string=footnoted(brief), url_fetcher=_nothing)
    made: bytes = page.write_pdf(stylesheets=[CSS(string=sheet + marking)], pdf_variant="pdf/ua-1")
    return made


def _nothing(url: str) -> dict[str, object]:
    """Nothing is ever fetched while a page is set."""
    raise ValueError(f"a brief asks nothing from outside, and not {url}")
